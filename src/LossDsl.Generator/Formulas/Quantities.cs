namespace LossDsl.Generator.Formulas;

/// <summary>What a formula's parameters can bind to by name.</summary>
internal static class Quantities
{
    public static readonly Variable P = new("p", Level.Pixel);
    public static readonly Variable Q = new("q", Level.Pixel);
    public static readonly Variable Y = new("y", Level.Pixel);

    public static readonly Variable TruePositives = new("tp", Level.Region);
    public static readonly Variable FalsePositives = new("fp", Level.Region);
    public static readonly Variable FalseNegatives = new("fn", Level.Region);
    public static readonly Variable TrueNegatives = new("tn", Level.Region);

    /// <summary>The number of valid pixels: depends on the target alone.</summary>
    public static readonly Variable PixelCount = new("n", Level.Region);

    /// <summary>What a parameter of a region formula can be named.</summary>
    public static IReadOnlyList<Variable> OfRegion { get; } = [TruePositives, FalsePositives, FalseNegatives, TrueNegatives, PixelCount];
}
