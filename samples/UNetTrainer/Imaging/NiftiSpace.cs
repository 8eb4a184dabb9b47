namespace UNetTrainer.Imaging;

/// <summary>Reads the geometry that a NIfTI header states, by the rules of the format: sform if its code is above 0, else qform if its code is, else the spacing alone.</summary>
internal static class NiftiSpace
{
    // Columns of a matrix that span less than this share of a cube are no three axes.
    private const double FlattestCell = 1e-3;

    /// <summary>Returns the geometry in mm. A matrix that is not finite or is singular counts as not stated.</summary>
    public static Geometry Read(NiftiBytes header)
    {
        var spacing = Enumerable.Range(1, 3).Select(i => Math.Abs(header.Real(NiftiField.PixDim, i))).ToArray();
        // Writers that know no spacing write 1.
        var steps = Array.ConvertAll(spacing, static s => IsLength(s) ? s : 1);
        var stated = header.Whole(NiftiField.SformCode) > 0 && Sform(header) is { } sform && IsUsable(sform) ? sform
            : header.Whole(NiftiField.QformCode) > 0 && Qform(header, steps) is var qform && IsUsable(qform) ? qform
            : null;
        return Scale(Millimetres(header), stated ?? Geometry.FromSpacing(steps[0], steps[1], steps[2]) with { IsStated = false, HasSpacing = steps.Any(static s => s != 1) });
    }

    private static Geometry Sform(NiftiBytes header)
    {
        var columns = Enumerable.Range(0, 4).Select(column => new Vector(At(0, column), At(1, column), At(2, column))).ToArray();

        // A single slice may state no third axis.
        var isSlice = header.Whole(NiftiField.Dim) < 3 || header.Whole(NiftiField.Dim, 3) == 1;
        return new(columns[0], columns[1], isSlice && columns[2].Length == 0 ? Unit(columns[0].Cross(columns[1])) : columns[2], columns[3]);

        double At(int row, int column) => header.Real(NiftiField.Sform, (4 * row) + column);
    }

    // Rotation by a unit quaternion a + bi + cj + dk, of which a is not stored; nifti1.h has the formula.
    private static Geometry Qform(NiftiBytes header, double[] spacing)
    {
        var (b, c, d) = (header.Real(NiftiField.Quaternion), header.Real(NiftiField.Quaternion, 1), header.Real(NiftiField.Quaternion, 2));
        var norm = Math.Sqrt(Math.Max(1, (b * b) + (c * c) + (d * d)));
        (b, c, d) = (b / norm, c / norm, d / norm);
        var a = Math.Sqrt(Math.Max(0, 1 - ((b * b) + (c * c) + (d * d))));
        var third = header.Real(NiftiField.PixDim) < 0 ? -spacing[2] : spacing[2];
        return new(
            spacing[0] * new Vector((a * a) + (b * b) - (c * c) - (d * d), 2 * ((b * c) + (a * d)), 2 * ((b * d) - (a * c))),
            spacing[1] * new Vector(2 * ((b * c) - (a * d)), (a * a) + (c * c) - (b * b) - (d * d), 2 * ((c * d) + (a * b))),
            third * new Vector(2 * ((b * d) + (a * c)), 2 * ((c * d) - (a * b)), (a * a) + (d * d) - (c * c) - (b * b)),
            new(header.Real(NiftiField.QformOrigin), header.Real(NiftiField.QformOrigin, 1), header.Real(NiftiField.QformOrigin, 2)));
    }

    private static bool IsUsable(Geometry g) =>
        g.Steps.All(static s => IsLength(s.Length)) && double.IsFinite(g.Origin.Length) && Math.Abs(Unit(g.X).Cross(Unit(g.Y)).Dot(Unit(g.Z))) > FlattestCell;

    private static bool IsLength(double length) => length is > 1e-6 and < 1e6;

    private static Vector Unit(Vector v) => (1 / v.Length) * v;

    private static double Millimetres(NiftiBytes header) => (header.Whole(NiftiField.Units) & 7) switch { 1 => 1000, 3 => 0.001, _ => 1 };

    private static Geometry Scale(double factor, Geometry g) => g with { X = factor * g.X, Y = factor * g.Y, Z = factor * g.Z, Origin = factor * g.Origin };
}
