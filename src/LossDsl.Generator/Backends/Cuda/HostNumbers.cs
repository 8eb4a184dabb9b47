using LossDsl.Generator.Backends.Printing;
using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Backends.Cuda;

/// <summary>
/// Numbers that the host computes for the kernels of a loss: the largest expressions of hyperparameters alone. Kernels take them as arguments, so that a new value of a
/// hyperparameter compiles nothing anew.
/// </summary>
internal sealed class HostNumbers
{
    private static readonly HostPrinter Printer = new();
    private readonly List<Expr> values = [];

    /// <summary>The numbers as C#, in the order of their indices.</summary>
    public IEnumerable<string> Code => values.Select(static value => Conditions.IsCondition(value) ? $"{Print(value)} ? 1 : 0" : Printer.Print(value));

    /// <summary>Returns the index of an expression of hyperparameters.</summary>
    public int IndexOf(Expr value)
    {
        if (!values.Contains(value))
        {
            values.Add(value);
        }

        return values.IndexOf(value);
    }

    // A choice binds as loosely as the choice around it.
    private static string Print(Expr condition) => condition is Apply { Op: var op } && op == Conditions.Select ? $"({Printer.Print(condition)})" : Printer.Print(condition);

    private sealed class HostPrinter : CodePrinter
    {
        protected override Spelling SpellVarying(Apply apply) => throw new InvalidOperationException($"'{apply}' changes with the region.");
    }
}
