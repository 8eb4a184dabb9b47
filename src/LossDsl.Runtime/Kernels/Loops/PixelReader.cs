using System.Runtime.CompilerServices;
using LossDsl.Kernels.Memory;
using LossDsl.Lanes;

namespace LossDsl.Kernels.Loops;

/// <summary>Reader of the target and the mask for the pixels of one class of a chunk. It turns class indices into 0 and 1 and applies label smoothing.</summary>
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
        var classStart = memory.Index(chunk.Image, @class, chunk.Start);
        var imageStart = (chunk.Image * memory.Pixels) + chunk.Start;
        target = (byte*)memory.Target + ((TTarget.IsIndex ? imageStart : classStart) * TTarget.Size<TLane>());
        valid = memory.Valid == 0 ? null : (byte*)memory.Valid + (memory.IsValidPerClass ? classStart : imageStart);
        hasIgnored = memory.Ignored is not null;
        ignored = TLane.Broadcast(memory.Ignored ?? 0);
        label = TLane.Broadcast(@class);
        (scale, shift) = (TLane.Broadcast(memory.TargetScale), TLane.Broadcast(memory.TargetShift));
    }

    /// <summary>Computes the mask of a lane: all bits set at pixels that are valid and not ignored.</summary>
    /// <param name="index">First pixel of the lane, counted from the start of the chunk.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Counts(nint index)
    {
        var isValid = TLane.FirstLanes(TLane.Count);
        if (valid != null)
        {
            isValid = TLane.NotEqual(TLane.Load(in *valid, index), TLane.Zero);
        }

        return hasIgnored ? TLane.And(isValid, TLane.NotEqual(TTarget.Load<TLane>(target, index), ignored)) : isValid;
    }

    /// <summary>Computes the target y of a lane in which all pixels are valid.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Target(nint index) => Smoothed(Raw(index));

    /// <summary>Computes the target y of a lane. The stored target of an invalid pixel may be any number, so it is replaced by 0 before smoothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane Target(nint index, TLane isValid) => Smoothed(TLane.Select(isValid, Raw(index), TLane.Zero));

    /// <summary>Returns, for each element, the number with the larger bits: <paramref name="before"/> or the stored target. An invalid pixel enters as 0.</summary>
    /// <typeparam name="TValidity">Whether a mask applies.</typeparam>
    /// <param name="before">Largest bits of the lanes before.</param>
    /// <param name="index">First pixel of the lane, counted from the start of the chunk.</param>
    /// <param name="isValid">Mask of the lane. Ignored if all pixels are valid.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLane LargerBits<TValidity>(TLane before, nint index, TLane isValid)
        where TValidity : struct, IValidity
    {
        var stored = TTarget.Load<TLane>(target, index);
        return TLane.LargerBits(before, TValidity.IsAlwaysValid ? stored : TLane.And(isValid, stored));
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
