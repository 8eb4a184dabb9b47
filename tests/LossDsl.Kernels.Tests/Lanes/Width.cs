using LossDsl.Lanes;

namespace LossDsl.Kernels.Tests.Lanes;

/// <summary>A width of lane, to apply functions in.</summary>
internal abstract class Width
{
    public static IReadOnlyList<Width> OfSingle { get; } = [new Width<FloatScalar>(), new Width<Float128>(), new Width<Float256>(), new Width<Float512>()];

    public static IReadOnlyList<Width> OfDouble { get; } = [new Width<DoubleScalar>(), new Width<Double128>(), new Width<Double256>(), new Width<Double512>()];

    /// <summary>Applies the function; the length is a multiple of every width.</summary>
    public abstract void Map<TFunction>(TFunction function, ReadOnlySpan<float> source, Span<float> result)
        where TFunction : IFunction;

    /// <summary>Applies the function; the length is a multiple of every width.</summary>
    public abstract void Map<TFunction>(TFunction function, ReadOnlySpan<double> source, Span<double> result)
        where TFunction : IFunction;
}

internal sealed class Width<TLane> : Width
    where TLane : struct, ILane<TLane>
{
    public override void Map<TFunction>(TFunction function, ReadOnlySpan<float> source, Span<float> result)
    {
        for (var i = 0; i < source.Length; i += TLane.Count)
        {
            TLane.Store(function.Of(TLane.Load(in source[0], i)), ref result[0], i);
        }
    }

    public override void Map<TFunction>(TFunction function, ReadOnlySpan<double> source, Span<double> result)
    {
        for (var i = 0; i < source.Length; i += TLane.Count)
        {
            TLane.Store(function.Of(TLane.Load(in source[0], i)), ref result[0], i);
        }
    }

    public override string ToString() => typeof(TLane).Name;
}
