using System.Runtime.CompilerServices;

namespace LossDsl.Kernels.Windows;

/// <summary>Image of which a window computes the local means, or an adjoint filter what belongs to them.</summary>
/// <param name="values">Address of the first value.</param>
internal readonly unsafe struct MeanPlane(double* values) : IWindowPlanes<MeanPlane>
{
    private readonly double* values = values;

    public static int Count => 1;

    public MeanPlane From(nint offset) => new(values + offset);

    public MeanPlane In(double* room, nint size) => new(room);

    public static void Run(MeanPlane source, nint stride, ReadOnlySpan<double> weights, MeanPlane result, nint length) =>
        WeightedSum.Run(source.values, stride, weights, result.values, length);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void RunOne(MeanPlane source, ReadOnlySpan<double> weights, MeanPlane result) => *result.values = WeightedSum.Number(source.values, weights);
}
