using System.Runtime.CompilerServices;
using LossDsl.Kernels.Memory;
using LossDsl.Lanes;

namespace LossDsl.Kernels.Loops;

/// <summary>Reads the target of consecutive pixels of a class.</summary>
internal readonly unsafe struct PixelReader<TLane, TTarget>
    where TLane : struct, ILane<TLane>
    where TTarget : struct, ITarget
{
    private readonly void* target;
    private readonly byte* valid;
    private readonly bool hasIgnored;
    private readonly TLane ignored;
    private readonly TLane label;
    private readonly TLane scale;
    private readonly TLane shift;

    public PixelReader(in Chunk chunk, int @class)
    {
        var memory = chunk.Memory;
        var ofClass = memory.Index(chunk.Image, @class, chunk.Start);
        var ofImage = (chunk.Image * memory.Pixels) + chunk.Start;
        target = (byte*)memory.Target + ((TTarget.IsIndex ? ofImage : ofClass) * TTarget.Size<TLane>());
        valid = memory.Valid == 0 ? null : (byte*)memory.Valid + (memory.IsValidPerClass ? ofClass : ofImage);
        hasIgnored = memory.Ignored is not null;
        ignored = TLane.Broadcast(memory.Ignored ?? 0);
        label = TLane.Broadcast(@class);
        (scale, shift) = (TLane.Broadcast(memory.TargetScale), TLane.Broadcast(memory.TargetShift));
    }

    /// <summary>Which pixels count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Counts(nint index)
    {
        var counts = TLane.FirstLanes(TLane.Count);
        if (valid != null)
        {
            counts = TLane.NotEqual(TLane.Load(in *valid, index), TLane.Zero);
        }

        return hasIgnored ? TLane.And(counts, TLane.NotEqual(TTarget.Load<TLane>(target, index), ignored)) : counts;
    }

    /// <summary>The target y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Target(nint index) => Smoothed(Raw(index));

    /// <summary>The target y; of a pixel that does not count it may be anything, so that it is made 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Target(nint index, TLane counts) => Smoothed(TLane.Select(counts, Raw(index), TLane.Zero));

    /// <summary>The one with larger bits: what was read before, or the target as it stands, 0 for a pixel that does not count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane LargerBits<TValidity>(TLane before, nint index, TLane counts)
        where TValidity : struct, IValidity
    {
        var stored = TTarget.Load<TLane>(target, index);
        return TLane.LargerBits(before, TValidity.IsAlwaysValid ? stored : TLane.And(counts, stored));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TLane Raw(nint index)
    {
        var stored = TTarget.Load<TLane>(target, index);
        return TTarget.IsIndex ? TLane.Select(TLane.Equal(stored, label), TLane.One, TLane.Zero) : stored;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TLane Smoothed(TLane y) => TLane.MultiplyAdd(y, scale, shift);
}
