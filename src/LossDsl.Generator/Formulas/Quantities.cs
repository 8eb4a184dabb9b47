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

    /// <summary>The prediction in its four forms.</summary>
    public static IReadOnlyList<Variable> PredictionForms { get; } = [P, Q, LogP, LogQ];

    /// <summary>The raw logit.</summary>
    public static readonly Variable X = new("x", Level.Pixel);

    /// <summary>The target.</summary>
    public static readonly Variable Y = new("y", Level.Pixel);

    /// <summary>What a pixel adds to tp: y p, or what the options of the loss put in its place for soft labels.</summary>
    public static readonly Variable TruePositive = new("truePositive", Level.Pixel);

    /// <summary>What a pixel adds to fp: (1 - y) p.</summary>
    public static readonly Variable FalsePositive = new("falsePositive", Level.Pixel);

    /// <summary>What a pixel adds to fn: y (1 - p).</summary>
    public static readonly Variable FalseNegative = new("falseNegative", Level.Pixel);

    /// <summary>What a pixel adds to tn: (1 - y) (1 - p).</summary>
    public static readonly Variable TrueNegative = new("trueNegative", Level.Pixel);

    /// <summary>The derivative of what a pixel adds to tp by p: y. That of fn is its negative, those of fp and tn are its complement and the negative of that.</summary>
    public static readonly Variable TruePositiveSlope = new("truePositiveSlope", Level.Pixel);

    /// <summary>What a pixel adds to the soft counts, and how that changes with p.</summary>
    public static IReadOnlyList<Variable> Contributions { get; } = [TruePositive, FalsePositive, FalseNegative, TrueNegative, TruePositiveSlope];

    public static readonly Variable TruePositives = new("tp", Level.Region);
    public static readonly Variable FalsePositives = new("fp", Level.Region);
    public static readonly Variable FalseNegatives = new("fn", Level.Region);
    public static readonly Variable TrueNegatives = new("tn", Level.Region);

    /// <summary>The number of valid pixels: depends on the target alone.</summary>
    public static readonly Variable PixelCount = new("n", Level.Region);

    /// <summary>The weight of the class as a mean over pixels takes it: 1 where none was given.</summary>
    public static readonly Variable ClassWeight = new("classWeight", Level.Region);

    /// <summary>The weight of the class as a mean over classes takes it. No parameter binds to it: lowering puts it in the place of <see cref="ClassWeight"/>.</summary>
    public static readonly Variable ClassWeightInMean = new("classWeightInMean", Level.Region);

    /// <summary>What a mean over pixels divides by: the number of valid pixels, or 1 where there is none.</summary>
    public static readonly Variable Divisor = new("divisor", Level.Region);

    /// <summary>The number of classes.</summary>
    public static readonly Variable Classes = new("classes", Level.Image);

    /// <summary>What a parameter of a stage over regions can be named.</summary>
    public static IReadOnlyList<Variable> RegionParameters { get; } = [TruePositives, FalsePositives, FalseNegatives, TrueNegatives, PixelCount, ClassWeight];

    /// <summary>What a parameter of a stage over pixels can be named.</summary>
    public static IReadOnlyList<Variable> PixelParameters { get; } = [P, Y, X, .. RegionParameters];

    /// <summary>What the network decides: derivatives flow to these.</summary>
    public static IReadOnlyList<Variable> PredictionInputs { get; } = [FalsePositive, TruePositive, TrueNegative, FalseNegative, P, Q, LogP, LogQ, X];

    /// <summary>All that generated code reads of the pixels as it stands.</summary>
    public static IReadOnlyList<Variable> RuntimeInputs { get; } =
        [P, Q, LogP, LogQ, X, Y, TruePositive, FalsePositive, FalseNegative, TrueNegative, TruePositiveSlope, PixelCount, ClassWeight, ClassWeightInMean, Divisor, Classes];
}
