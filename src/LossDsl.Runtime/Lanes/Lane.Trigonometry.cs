using LossDsl.Lanes;

namespace LossDsl.CompilerServices;

/// <summary>Functions on lanes that losses seldom need: trigonometric, hyperbolic and cube root. Each is computed element by element, by <see cref="Math"/> in float64.</summary>
public static partial class Lane
{
    /// <summary>Computes the sine of each element with <see cref="Math.Sin"/>.</summary>
    public static TLane Sin<TLane>(TLane x)
        where TLane : struct, ILane<TLane> =>
        Elementwise.Map(x, Math.Sin);

    /// <summary>Computes the cosine of each element with <see cref="Math.Cos"/>.</summary>
    public static TLane Cos<TLane>(TLane x)
        where TLane : struct, ILane<TLane> =>
        Elementwise.Map(x, Math.Cos);

    /// <summary>Computes the tangent of each element with <see cref="Math.Tan"/>.</summary>
    public static TLane Tan<TLane>(TLane x)
        where TLane : struct, ILane<TLane> =>
        Elementwise.Map(x, Math.Tan);

    /// <summary>Computes the arc sine of each element with <see cref="Math.Asin"/>.</summary>
    public static TLane Asin<TLane>(TLane x)
        where TLane : struct, ILane<TLane> =>
        Elementwise.Map(x, Math.Asin);

    /// <summary>Computes the arc cosine of each element with <see cref="Math.Acos"/>.</summary>
    public static TLane Acos<TLane>(TLane x)
        where TLane : struct, ILane<TLane> =>
        Elementwise.Map(x, Math.Acos);

    /// <summary>Computes the arc tangent of each element with <see cref="Math.Atan"/>.</summary>
    public static TLane Atan<TLane>(TLane x)
        where TLane : struct, ILane<TLane> =>
        Elementwise.Map(x, Math.Atan);

    /// <summary>Computes the hyperbolic sine of each element with <see cref="Math.Sinh"/>.</summary>
    public static TLane Sinh<TLane>(TLane x)
        where TLane : struct, ILane<TLane> =>
        Elementwise.Map(x, Math.Sinh);

    /// <summary>Computes the hyperbolic cosine of each element with <see cref="Math.Cosh"/>.</summary>
    public static TLane Cosh<TLane>(TLane x)
        where TLane : struct, ILane<TLane> =>
        Elementwise.Map(x, Math.Cosh);

    /// <summary>Computes the inverse hyperbolic sine of each element with <see cref="Math.Asinh"/>.</summary>
    public static TLane Asinh<TLane>(TLane x)
        where TLane : struct, ILane<TLane> =>
        Elementwise.Map(x, Math.Asinh);

    /// <summary>Computes the inverse hyperbolic cosine of each element with <see cref="Math.Acosh"/>.</summary>
    public static TLane Acosh<TLane>(TLane x)
        where TLane : struct, ILane<TLane> =>
        Elementwise.Map(x, Math.Acosh);

    /// <summary>Computes the inverse hyperbolic tangent of each element with <see cref="Math.Atanh"/>.</summary>
    public static TLane Atanh<TLane>(TLane x)
        where TLane : struct, ILane<TLane> =>
        Elementwise.Map(x, Math.Atanh);

    /// <summary>Computes the cube root of each element with <see cref="Math.Cbrt"/>.</summary>
    public static TLane Cbrt<TLane>(TLane x)
        where TLane : struct, ILane<TLane> =>
        Elementwise.Map(x, Math.Cbrt);

    /// <summary>Computes the angle of the point (x, y), in radians, of each pair of elements with <see cref="Math.Atan2"/>.</summary>
    public static TLane Atan2<TLane>(TLane y, TLane x)
        where TLane : struct, ILane<TLane> =>
        Elementwise.Map(y, x, Math.Atan2);
}
