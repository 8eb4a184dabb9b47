using System.ComponentModel;

namespace LossDsl.CompilerServices;

/// <summary>
/// Stores one public formula or stage of a compiled loss as text. The generator writes it, and reads it back when a formula of another assembly calls that method.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Class, Inherited = false, AllowMultiple = true)]
public sealed class CompiledFormulaAttribute : Attribute
{
    /// <param name="method">The name of the C# method.</param>
    /// <param name="parameters">The variables that the parameters of the method are bound to, in order, separated by blanks.</param>
    /// <param name="expression">The expression that the method returns, in the text form of the generator.</param>
    public CompiledFormulaAttribute(string method, string parameters, string expression) => (Method, Parameters, Expression) = (method, parameters, expression);

    /// <summary>The name of the C# method.</summary>
    public string Method { get; }

    /// <summary>The variables that the parameters of the method are bound to, in order, separated by blanks.</summary>
    public string Parameters { get; }

    /// <summary>The expression that the method returns, in the text form of the generator.</summary>
    public string Expression { get; }
}
