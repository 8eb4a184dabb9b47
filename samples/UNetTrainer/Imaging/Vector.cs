namespace UNetTrainer.Imaging;

/// <summary>Vector in world coordinates.</summary>
internal readonly record struct Vector(double X, double Y, double Z)
{
    /// <summary>Euclidean length.</summary>
    public double Length => Math.Sqrt(Dot(this));

    /// <summary>Component along a world axis: 0 is right, 1 is front, 2 is top.</summary>
    public double this[int axis] => axis switch { 0 => X, 1 => Y, _ => Z };

    public static Vector operator +(Vector a, Vector b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

    public static Vector operator -(Vector a, Vector b) => a + (-1 * b);

    public static Vector operator *(double factor, Vector v) => new(factor * v.X, factor * v.Y, factor * v.Z);

    /// <summary>Returns the inner product.</summary>
    public double Dot(Vector other) => (X * other.X) + (Y * other.Y) + (Z * other.Z);

    /// <summary>Returns the cross product.</summary>
    public Vector Cross(Vector other) => new((Y * other.Z) - (Z * other.Y), (Z * other.X) - (X * other.Z), (X * other.Y) - (Y * other.X));
}
