using LossDsl.Kernels.Memory;
using LossDsl.Lanes;

namespace LossDsl.Kernels.Loops;

/// <summary>Layout and element type of a target in memory. Each implementation makes loading a target a compile-time choice of the loops.</summary>
internal unsafe interface ITarget
{
    /// <summary>Whether the target holds the class index of each pixel, [B, ...], instead of one value for each class, [B, C, ...].</summary>
    static abstract bool IsIndex { get; }

    /// <summary>Whether soft counts are computed from |p - y|, as <see cref="SoftLabels.L1"/> asks.</summary>
    static virtual bool UsesL1Counts => false;

    /// <summary>Returns the bytes of one element.</summary>
    static abstract int Size<TLane>()
        where TLane : struct, ILane<TLane>;

    /// <summary>Loads a lane of elements as stored: values without smoothing, or class indices.</summary>
    static abstract TLane Load<TLane>(void* source, nint index)
        where TLane : struct, ILane<TLane>;
}

/// <summary>Dense target: one value for each class, float32 or float64 as the lanes, with product counts.</summary>
internal readonly unsafe struct DenseTarget : ITarget
{
    public static bool IsIndex => false;

    public static int Size<TLane>()
        where TLane : struct, ILane<TLane> => Elements.Size<TLane>();

    public static TLane Load<TLane>(void* source, nint index)
        where TLane : struct, ILane<TLane> => Elements.Load<TLane>(source, index);
}

/// <summary>Dense target: one value in [0, 1] for each class, float32 or float64 as the lanes, with L1 counts.</summary>
internal readonly unsafe struct DenseL1Target : ITarget
{
    public static bool IsIndex => false;

    public static bool UsesL1Counts => true;

    public static int Size<TLane>()
        where TLane : struct, ILane<TLane> => Elements.Size<TLane>();

    public static TLane Load<TLane>(void* source, nint index)
        where TLane : struct, ILane<TLane> => Elements.Load<TLane>(source, index);
}

/// <summary>Dense target in bytes: one 0 or 1 for each class.</summary>
internal readonly unsafe struct DenseByteTarget : ITarget
{
    public static bool IsIndex => false;

    public static int Size<TLane>()
        where TLane : struct, ILane<TLane> => sizeof(byte);

    public static TLane Load<TLane>(void* source, nint index)
        where TLane : struct, ILane<TLane> => TLane.Load(in *(byte*)source, index);
}

/// <summary>Class-index target in bytes: the class of each pixel.</summary>
internal readonly unsafe struct ByteIndexTarget : ITarget
{
    public static bool IsIndex => true;

    public static int Size<TLane>()
        where TLane : struct, ILane<TLane> => sizeof(byte);

    public static TLane Load<TLane>(void* source, nint index)
        where TLane : struct, ILane<TLane> => TLane.Load(in *(byte*)source, index);
}

/// <summary>Class-index target in int64: the class of each pixel.</summary>
internal readonly unsafe struct LongIndexTarget : ITarget
{
    public static bool IsIndex => true;

    public static int Size<TLane>()
        where TLane : struct, ILane<TLane> => sizeof(long);

    public static TLane Load<TLane>(void* source, nint index)
        where TLane : struct, ILane<TLane> => TLane.Load(in *(long*)source, index);
}
