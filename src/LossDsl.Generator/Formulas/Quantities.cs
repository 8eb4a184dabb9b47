namespace LossDsl.Generator.Formulas;

/// <summary>What exists without being declared.</summary>
internal static class Quantities
{
    /// <summary>The probability after the activation.</summary>
    public static readonly Variable P = new("p", Level.Pixel);

    /// <summary>1 - p, from the logit.</summary>
    public static readonly Variable Q = new("q", Level.Pixel);

    /// <summary>log p, from the logit.</summary>
    public static readonly Variable LogP = new("logP", Level.Pixel);

    /// <summary>log (1 - p), from the logit.</summary>
    public static readonly Variable LogQ = new("logQ", Level.Pixel);

    /// <summary>The raw logit.</summary>
    public static readonly Variable X = new("x", Level.Pixel);

    /// <summary>The target.</summary>
    public static readonly Variable Y = new("y", Level.Pixel);

    public static readonly Variable TruePositives = new("tp", Level.Region);
    public static readonly Variable FalsePositives = new("fp", Level.Region);
    public static readonly Variable FalseNegatives = new("fn", Level.Region);
    public static readonly Variable TrueNegatives = new("tn", Level.Region);

    /// <summary>The number of valid pixels: depends on the target alone.</summary>
    public static readonly Variable PixelCount = new("n", Level.Region);

    /// <summary>The weight of the class: 1 where none was given.</summary>
    public static readonly Variable ClassWeight = new("classWeight", Level.Region);

    /// <summary>What a mean over pixels divides by: the number of valid pixels, or 1 where there is none.</summary>
    public static readonly Variable Divisor = new("divisor", Level.Region);

    /// <summary>The number of classes.</summary>
    public static readonly Variable Classes = new("classes", Level.Image);

    /// <summary>What a parameter of a stage over regions can be named.</summary>
    public static IReadOnlyList<Variable> OfRegion { get; } = [TruePositives, FalsePositives, FalseNegatives, TrueNegatives, PixelCount, ClassWeight];

    /// <summary>What a parameter of a stage over pixels can be named.</summary>
    public static IReadOnlyList<Variable> OfPixel { get; } = [P, Y, X, .. OfRegion];

    /// <summary>What the network decides: derivatives flow to these.</summary>
    public static IReadOnlyList<Variable> OfPrediction { get; } = [P, Q, LogP, LogQ, X];

    /// <summary>All that generated code reads of the pixels as it stands.</summary>
    public static IReadOnlyList<Variable> Given { get; } = [P, Q, LogP, LogQ, X, Y, PixelCount, ClassWeight, Divisor, Classes];
}
