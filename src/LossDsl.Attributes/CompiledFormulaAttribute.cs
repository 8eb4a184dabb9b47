using System.ComponentModel;

namespace LossDsl.CompilerServices;

/// <summary>A method of a loss in a form that the generator reads back, so that losses of other assemblies can call it in their formulas. Written by the generator.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Class, Inherited = false, AllowMultiple = true)]
public sealed class CompiledFormulaAttribute : Attribute
{
    /// <param name="method">The name of the method.</param>
    /// <param name="parameters">The variables that its parameters are bound to, in their order, separated by blanks.</param>
    /// <param name="expression">The value of the method.</param>
    public CompiledFormulaAttribute(string method, string parameters, string expression) => (Method, Parameters, Expression) = (method, parameters, expression);

    /// <summary>The name of the method.</summary>
    public string Method { get; }

    /// <summary>The variables that its parameters are bound to, in their order, separated by blanks.</summary>
    public string Parameters { get; }

    /// <summary>The value of the method.</summary>
    public string Expression { get; }
}
