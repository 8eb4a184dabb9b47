using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Backends.Simd;

/// <summary>Ops of kernels alone: what the analysis, the differentiator and other notations know of ops is of no use there any more.</summary>
internal static class KernelOp
{
    public static Op Create(string name, int arity, Spelling? spelling = null) => new(name, arity)
    {
        Evaluate = static _ => throw new NotSupportedException("Kernels are not evaluated."),
        Partials = static (_, _) => throw new NotSupportedException("Kernels are not differentiated."),
        Range = static _ => Interval.Anything,
        Scalar = spelling ?? name,
        Tensor = name,
        Text = name,
        Latex = name,
    };
}
