using System.ComponentModel.DataAnnotations;
using System.Globalization;
using UNetTrainer.Errors;

namespace UNetTrainer.Imaging;

/// <summary>Distance in mm of neighbouring voxels along the RAS axes.</summary>
/// <param name="X">Distance from left to right.</param>
/// <param name="Y">Distance from back to front.</param>
/// <param name="Z">Distance from bottom to top.</param>
internal sealed record VoxelSpacing(double X, double Y, double Z) : IValidatableObject
{
    // From a light microscope to a telescope of small animals; what is beyond is a slip of the keyboard.
    private const double Smallest = 1e-5;
    private const double Largest = 1000;

    // Scanners and converters round the spacing that they write.
    private const double Tolerance = 0.01;

    private const string Expected = "three distances in mm were expected, from left to right, from back to front and from bottom to top, as in 1,1,2.5.";

    private bool IsUsable => Math.Min(X, Math.Min(Y, Z)) >= Smallest && Math.Max(X, Math.Max(Y, Z)) <= Largest;

    /// <summary>Returns the spacing of a geometry.</summary>
    public static VoxelSpacing From(Geometry geometry) => new(geometry.Spacing.X, geometry.Spacing.Y, geometry.Spacing.Z);

    /// <summary>Parses <c>a,b,c</c>, or a single number for all axes.</summary>
    /// <exception cref="InputException">The text is no spacing.</exception>
    public static VoxelSpacing Parse(string text)
    {
        var n = text.Split(',').Select(static t => double.TryParse(t, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) ? n : double.NaN).ToArray();
        var spacing = n.Length switch { 1 => new VoxelSpacing(n[0], n[0], n[0]), 3 => new VoxelSpacing(n[0], n[1], n[2]), _ => null };
        return spacing is { IsUsable: true } ? spacing : throw new InputException($"--spacing {text}: {Expected}");
    }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => IsUsable ? [] : [new($"The spacing is {this}; {Expected}")];

    /// <summary>Returns the median along each axis.</summary>
    public static VoxelSpacing Median(IReadOnlyCollection<VoxelSpacing> all) => new(Median(all.Select(static s => s.X)), Median(all.Select(static s => s.Y)), Median(all.Select(static s => s.Z)));

    /// <summary>Whether two spacings agree but for rounding.</summary>
    public bool IsCloseTo(VoxelSpacing other) => IsClose(X, other.X) && IsClose(Y, other.Y) && IsClose(Z, other.Z);

    /// <summary>Text such as <c>1 x 1 x 2.5 mm</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{X:G4} x {Y:G4} x {Z:G4} mm");

    private static bool IsClose(double a, double b) => Math.Abs(a - b) <= Tolerance * Math.Min(a, b);

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
