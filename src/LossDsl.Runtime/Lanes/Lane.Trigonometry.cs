using LossDsl.Lanes;

namespace LossDsl.CompilerServices;

/// <summary>Functions that losses seldom need.</summary>
public static partial class Lane
{
    /// <summary>The sine, number by number: by <see cref="Math.Sin"/>.</summary>
    public static TLane Sin<TLane>(TLane x)
        where TLane : struct, ILane<TLane> =>
        Elementwise.Map(x, Math.Sin);

    /// <summary>The cosine, number by number: by <see cref="Math.Cos"/>.</summary>
    public static TLane Cos<TLane>(TLane x)
        where TLane : struct, ILane<TLane> =>
        Elementwise.Map(x, Math.Cos);

    /// <summary>The tangent, number by number: by <see cref="Math.Tan"/>.</summary>
    public static TLane Tan<TLane>(TLane x)
        where TLane : struct, ILane<TLane> =>
        Elementwise.Map(x, Math.Tan);

    /// <summary>The arc sine, number by number: by <see cref="Math.Asin"/>.</summary>
    public static TLane Asin<TLane>(TLane x)
        where TLane : struct, ILane<TLane> =>
        Elementwise.Map(x, Math.Asin);

    /// <summary>The arc cosine, number by number: by <see cref="Math.Acos"/>.</summary>
    public static TLane Acos<TLane>(TLane x)
        where TLane : struct, ILane<TLane> =>
        Elementwise.Map(x, Math.Acos);

    /// <summary>The arc tangent, number by number: by <see cref="Math.Atan"/>.</summary>
    public static TLane Atan<TLane>(TLane x)
        where TLane : struct, ILane<TLane> =>
        Elementwise.Map(x, Math.Atan);

    /// <summary>The hyperbolic sine, number by number: by <see cref="Math.Sinh"/>.</summary>
    public static TLane Sinh<TLane>(TLane x)
        where TLane : struct, ILane<TLane> =>
        Elementwise.Map(x, Math.Sinh);

    /// <summary>The hyperbolic cosine, number by number: by <see cref="Math.Cosh"/>.</summary>
    public static TLane Cosh<TLane>(TLane x)
        where TLane : struct, ILane<TLane> =>
        Elementwise.Map(x, Math.Cosh);

    /// <summary>The inverse of sinh, number by number: by <see cref="Math.Asinh"/>.</summary>
    public static TLane Asinh<TLane>(TLane x)
        where TLane : struct, ILane<TLane> =>
        Elementwise.Map(x, Math.Asinh);

    /// <summary>The inverse of cosh, number by number: by <see cref="Math.Acosh"/>.</summary>
    public static TLane Acosh<TLane>(TLane x)
        where TLane : struct, ILane<TLane> =>
        Elementwise.Map(x, Math.Acosh);

    /// <summary>The inverse of tanh, number by number: by <see cref="Math.Atanh"/>.</summary>
    public static TLane Atanh<TLane>(TLane x)
        where TLane : struct, ILane<TLane> =>
        Elementwise.Map(x, Math.Atanh);

    /// <summary>The cube root, number by number: by <see cref="Math.Cbrt"/>.</summary>
    public static TLane Cbrt<TLane>(TLane x)
        where TLane : struct, ILane<TLane> =>
        Elementwise.Map(x, Math.Cbrt);

    /// <summary>The angle of the point (x, y), number by number: by <see cref="Math.Atan2"/>.</summary>
    public static TLane Atan2<TLane>(TLane y, TLane x)
        where TLane : struct, ILane<TLane> =>
        Elementwise.Map(y, x, Math.Atan2);
}
