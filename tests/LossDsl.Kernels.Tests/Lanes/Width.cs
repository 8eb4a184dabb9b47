using LossDsl.Lanes;

namespace LossDsl.Kernels.Tests.Lanes;

/// <summary>Lane width (scalar, 128, 256 or 512 bits) in which a function is applied to arrays.</summary>
internal abstract class Width
{
    public static IReadOnlyList<Width> OfSingle { get; } = [new Width<FloatScalar>(), new Width<Float128>(), new Width<Float256>(), new Width<Float512>()];

    public static IReadOnlyList<Width> OfDouble { get; } = [new Width<DoubleScalar>(), new Width<Double128>(), new Width<Double256>(), new Width<Double512>()];

    /// <summary>Applies a function to float32 numbers, whose count must be a multiple of every lane count (16).</summary>
    public abstract void Map<TFunction>(TFunction function, ReadOnlySpan<float> source, Span<float> result)
        where TFunction : IFunction;

    /// <summary>Applies a function to float64 numbers, whose count must be a multiple of every lane count (8).</summary>
    public abstract void Map<TFunction>(TFunction function, ReadOnlySpan<double> source, Span<double> result)
        where TFunction : IFunction;
}

/// <summary>Width of one lane type.</summary>
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
