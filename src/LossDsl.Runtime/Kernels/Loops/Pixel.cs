using System.Runtime.CompilerServices;
using LossDsl.Kernels.Memory;
using LossDsl.Lanes;

namespace LossDsl.Kernels.Loops;

/// <summary>Validity of pixels, all or by a mask, and whether the pass checks the range of their values.</summary>
internal interface IValidity
{
    static abstract bool IsAlwaysValid { get; }

    /// <summary>Whether the pass is the first over its pixels, which looks for values outside their range.</summary>
    static abstract bool ChecksRange { get; }
}

internal readonly struct AllValid : IValidity
{
    public static bool IsAlwaysValid => true;

    public static bool ChecksRange => false;
}

internal readonly struct SomeValid : IValidity
{
    public static bool IsAlwaysValid => false;

    public static bool ChecksRange => false;
}

internal readonly struct AllValidChecked : IValidity
{
    public static bool IsAlwaysValid => true;

    public static bool ChecksRange => true;
}

internal readonly struct SomeValidChecked : IValidity
{
    public static bool IsAlwaysValid => false;

    public static bool ChecksRange => true;
}

/// <summary>What is asked for.</summary>
internal interface IOutputMode
{
    static abstract bool WantsGradient { get; }

    /// <summary>Whether the gradient comes on top of what stands in memory.</summary>
    static abstract bool AddsToGradient { get; }
}

internal readonly struct ValueOnly : IOutputMode
{
    public static bool WantsGradient => false;

    public static bool AddsToGradient => false;
}

internal readonly struct ValueAndGradient : IOutputMode
{
    public static bool WantsGradient => true;

    public static bool AddsToGradient => false;
}

internal readonly struct AddToGradient : IOutputMode
{
    public static bool WantsGradient => true;

    public static bool AddsToGradient => true;
}

/// <summary>A lane of pixels at hand.</summary>
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
    private readonly TLane counts;
    private readonly TPrediction prediction;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Pixel(PixelMemory* memory, nint index, nint place, TLane y, TLane counts, TPrediction prediction)
    {
        this.memory = memory;
        this.index = index;
        this.place = place;
        this.counts = counts;
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

    // Where p is y any slope between the two is right; y makes hard labels the same in both ways to count.
    public TLane TruePositiveSlope
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TTarget.UsesL1Counts ? TLane.Select(TLane.Equal(Missing, TLane.Zero), Y, TLane.Select(TLane.Less(TLane.Zero, Missing), TLane.One, TLane.Zero)) : Y;
    }

    // y - p; from the upper half as (1 - p) - (1 - y), which keeps its digits where p rounds to 1.
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
    public TLane Masked(TLane value, double otherwise = 0) => TValidity.IsAlwaysValid ? value : TLane.Select(counts, value, TLane.Broadcast(otherwise));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Keep(int field, TLane value) => Elements.Store(Masked(value), memory->Kept[field], index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteGradient(TLane gradient)
    {
        var counted = Masked(gradient);
        if (TMode.AddsToGradient && memory->GradientOfInput == null)
        {
            counted += Elements.Load<TLane>(memory->Gradient, place);
        }

        Elements.Store(counted, memory->Gradient, place);
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
