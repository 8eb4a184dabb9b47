using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Backends.Printing;

/// <summary>Spells ops as C# for kernels and region values: arithmetic as operators, every other op as a call of the method that has the op's name.</summary>
internal static class CallSpelling
{
    public static Spelling Spell(Op op, string type)
    {
        if (Arithmetic.Rows.Contains(op) || op == Functions.Stop)
        {
            return op.Scalar;
        }

        return Call(op, $"{type}.{Name(op)}");
    }

    /// <summary>Returns the spelling of a call of a function with all arguments of an op.</summary>
    public static Spelling Call(Op op, string function) => $"{function}({string.Join(", ", Enumerable.Range(0, op.Arity).Select(static index => $"{{{index}}}"))})";

    private static string Name(Op op) => op == Conditions.Select ? "Where" : op == Functions.LogCosh ? "LogCosh" : char.ToUpperInvariant(op.Name[0]) + op.Name.Substring(1);
}
