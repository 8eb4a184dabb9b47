using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Backends.Pixels;

/// <summary>Creates ops that exist in pixel programs only. Each kernel backend spells them in its own language; they cannot be evaluated or differentiated.</summary>
internal static class KernelOp
{
    public static Op Create(string name, int arity) => new(name, arity)
    {
        Evaluate = static _ => throw new NotSupportedException("Kernels are not evaluated."),
        LocalPartials = static (_, _) => throw new NotSupportedException("Kernels are not differentiated."),
        Range = static _ => Interval.Anything,
        Scalar = name,
        Tensor = name,
        Text = name,
        Latex = name,
    };
}
