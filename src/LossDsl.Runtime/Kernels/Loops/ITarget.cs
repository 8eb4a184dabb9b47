using LossDsl.Kernels.Memory;
using LossDsl.Lanes;

namespace LossDsl.Kernels.Loops;

/// <summary>How a target lies in memory.</summary>
internal unsafe interface ITarget
{
    /// <summary>Whether it names the class of each pixel, instead of one value for each class.</summary>
    static abstract bool IsIndex { get; }

    /// <summary>Whether the soft counts are those of <see cref="SoftLabels.L1"/>.</summary>
    static virtual bool UsesL1Counts => false;

    /// <summary>The bytes of one number.</summary>
    static abstract int Size<TLane>()
        where TLane : struct, ILane<TLane>;

    /// <summary>The numbers as they stand.</summary>
    static abstract TLane Load<TLane>(void* source, nint index)
        where TLane : struct, ILane<TLane>;
}

/// <summary>A value for each class, in the type of the logits.</summary>
internal readonly unsafe struct NumberTarget : ITarget
{
    public static bool IsIndex => false;

    public static int Size<TLane>()
        where TLane : struct, ILane<TLane> => Elements.Size<TLane>();

    public static TLane Load<TLane>(void* source, nint index)
        where TLane : struct, ILane<TLane> => Elements.Load<TLane>(source, index);
}

/// <summary>A value for each class, in the type of the logits, between 0 and 1; counted by distances.</summary>
internal readonly unsafe struct DenseL1Target : ITarget
{
    public static bool IsIndex => false;

    public static bool UsesL1Counts => true;

    public static int Size<TLane>()
        where TLane : struct, ILane<TLane> => Elements.Size<TLane>();

    public static TLane Load<TLane>(void* source, nint index)
        where TLane : struct, ILane<TLane> => Elements.Load<TLane>(source, index);
}

/// <summary>A value for each class, in bytes.</summary>
internal readonly unsafe struct ByteTarget : ITarget
{
    public static bool IsIndex => false;

    public static int Size<TLane>()
        where TLane : struct, ILane<TLane> => sizeof(byte);

    public static TLane Load<TLane>(void* source, nint index)
        where TLane : struct, ILane<TLane> => TLane.Load(in *(byte*)source, index);
}

/// <summary>The class of each pixel, in bytes.</summary>
internal readonly unsafe struct ByteIndices : ITarget
{
    public static bool IsIndex => true;

    public static int Size<TLane>()
        where TLane : struct, ILane<TLane> => sizeof(byte);

    public static TLane Load<TLane>(void* source, nint index)
        where TLane : struct, ILane<TLane> => TLane.Load(in *(byte*)source, index);
}

/// <summary>The class of each pixel, int64.</summary>
internal readonly unsafe struct LongIndices : ITarget
{
    public static bool IsIndex => true;

    public static int Size<TLane>()
        where TLane : struct, ILane<TLane> => sizeof(long);

    public static TLane Load<TLane>(void* source, nint index)
        where TLane : struct, ILane<TLane> => TLane.Load(in *(long*)source, index);
}
