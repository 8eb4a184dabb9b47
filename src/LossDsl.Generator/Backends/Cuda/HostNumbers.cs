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
    public IEnumerable<string> Code => values.Select(static value => IsCondition(value) ? $"{Printer.Print(value)} ? 1 : 0" : Printer.Print(value));

    /// <summary>Returns the index of an expression of hyperparameters.</summary>
    public int IndexOf(Expr value)
    {
        if (!values.Contains(value))
        {
            values.Add(value);
        }

        return values.IndexOf(value);
    }

    private static bool IsCondition(Expr value) => value is Apply apply && apply.Op != Conditions.Select && Conditions.Rows.Contains(apply.Op);

    private sealed class HostPrinter : CodePrinter
    {
        protected override Spelling SpellVarying(Apply apply) => throw new InvalidOperationException($"'{apply}' changes with the region.");
    }
}
