using System.Runtime.CompilerServices;
using LossDsl.Kernels.Memory;
using LossDsl.Lanes;

namespace LossDsl.Kernels.Loops;

/// <summary>
/// Lane of pixels that a loop passes to a kernel. The type parameters fix activation, target layout, validity and output mode at compile time, so that no branch on them remains.
/// </summary>
internal readonly unsafe struct Pixel<TLane, TActivation, TPrediction, TTarget, TValidity, TMode> : IPixel<TLane>
    where TLane : struct, ILane<TLane>
    where TActivation : struct, IActivation
    where TPrediction : struct, IPrediction<TLane>
    where TTarget : struct, ITarget
    where TValidity : struct, IValidity
    where TMode : struct, IOutputMode
{
    private readonly PixelMemory* memory;
    private readonly nint index;
    private readonly nint place;
    private readonly TLane isValid;
    private readonly TPrediction prediction;

    /// <param name="memory">Addresses of the class. They must outlive this value.</param>
    /// <param name="index">First pixel of the lane in fields, counted from the start of the chunk.</param>
    /// <param name="place">First pixel of the lane in logits and gradient. Differs from <paramref name="index"/> in a tile.</param>
    /// <param name="y">Target of each pixel.</param>
    /// <param name="isValid">Mask of the lane. Ignored if all pixels are valid.</param>
    /// <param name="prediction">Prediction of each pixel.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Pixel(PixelMemory* memory, nint index, nint place, TLane y, TLane isValid, TPrediction prediction)
    {
        this.memory = memory;
        this.index = index;
        this.place = place;
        this.isValid = isValid;
        Y = y;
        this.prediction = prediction;
    }

    public static bool AreProbabilities => TActivation.AreProbabilities;

    public static bool WantsGradient => TMode.WantsGradient;

    public TLane X
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Elements.Load<TLane>(memory->Logits, place);
    }

    public TLane P
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => prediction.P;
    }

    public TLane Q
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => prediction.Q;
    }

    public TLane LogP
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => prediction.LogP;
    }

    public TLane LogQ
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => prediction.LogQ;
    }

    public TLane Variance
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => prediction.Variance;
    }

    public TLane Y { get; }

    public TLane TruePositive
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TTarget.UsesL1Counts ? TLane.Min(P, Y) : Y * P;
    }

    public TLane FalsePositive
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TTarget.UsesL1Counts ? TLane.Max(-Missing, TLane.Zero) : (TLane.One - Y) * P;
    }

    public TLane FalseNegative
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TTarget.UsesL1Counts ? TLane.Max(Missing, TLane.Zero) : Y * Q;
    }

    public TLane TrueNegative
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TTarget.UsesL1Counts ? TLane.Min(Q, TLane.One - Y) : (TLane.One - Y) * Q;
    }

    // At the kink p = y any slope in [0, 1] is a subgradient. With y, hard labels have the same slope as under product counts.
    public TLane TruePositiveSlope
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TTarget.UsesL1Counts ? TLane.Select(TLane.Equal(Missing, TLane.Zero), Y, TLane.Select(TLane.Less(TLane.Zero, Missing), TLane.One, TLane.Zero)) : Y;
    }

    // y - p. For y >= 1/2 it is (1 - p) - (1 - y), which avoids cancellation where p is close to 1.
    private TLane Missing
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TLane.Select(TLane.LessOrEqual(TLane.Broadcast(0.5), Y), Q - (TLane.One - Y), Y - P);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Expected(TLane a, TLane b) => prediction.Expected(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane LogLikelihood(TLane a, TLane b) => prediction.LogLikelihood(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane LogLikelihood(TLane a, TLane b, TLane sum) => prediction.LogLikelihood(a, b, sum);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Field(int index) => Elements.Load<TLane>(memory->Read[index], this.index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Masked(TLane value, double otherwise = 0) => TValidity.IsAlwaysValid ? value : TLane.Select(isValid, value, TLane.Broadcast(otherwise));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Keep(int field, TLane value) => Elements.Store(Masked(value), memory->Kept[field], index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteGradient(TLane gradient)
    {
        var masked = Masked(gradient);
        if (TMode.AddsToGradient && memory->GradientOfInput == null)
        {
            masked += Elements.Load<TLane>(memory->Gradient, place);
        }

        Elements.Store(masked, memory->Gradient, place);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteGradient(TLane gradient, TLane ofInput)
    {
        if (memory->GradientOfInput == null)
        {
            WriteGradient(gradient + ofInput);
            return;
        }

        WriteGradient(gradient);
        Elements.Store(Masked(ofInput), memory->GradientOfInput, place);
    }
}
