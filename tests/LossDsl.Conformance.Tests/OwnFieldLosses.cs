using static TorchSharp.torch;

namespace LossDsl.Conformance;

/// <summary>The square of each value times the mean of the image: a field that depends on all pixels, with its adjoint.</summary>
internal sealed class Contrast : IFieldProvider
{
    public Tensor Compute(Tensor values) => values * values * Mean(values);

    public Tensor Adjoint(Tensor values, Tensor upstream) => 2 * upstream * values * Mean(values) + Mean(upstream * values * values);

    private static Tensor Mean(Tensor values) => values.dim() == 2 ? values : values.mean([.. Enumerable.Range(2, (int)values.dim() - 2)], keepdim: true);
}

/// <summary>A field whose adjoint forgets a factor.</summary>
internal sealed class WrongContrast : IFieldProvider
{
    public Tensor Compute(Tensor values) => values * values;

    public Tensor Adjoint(Tensor values, Tensor upstream) => upstream * values;
}

/// <summary>A field of the wrong shape.</summary>
internal sealed class Shrinking : IFieldProvider
{
    public Tensor Compute(Tensor values) => values.sum();

    public Tensor Adjoint(Tensor values, Tensor upstream) => upstream;
}

/// <summary>Loss over fields of the prediction, of the target and of a field.</summary>
[Loss("own-field")]
public sealed partial class OwnFieldLoss
{
    [Field(typeof(Contrast))]
    internal static double OfPrediction(double p, double n) => p + 1 / n;

    [Field(typeof(Contrast))]
    internal static double OfTarget(double y) => y;

    [Field(typeof(Contrast))]
    internal static double Twice(double ofPrediction, double y) => ofPrediction - y;

    [PixelSum]
    internal static double Overlap(double ofPrediction, double ofTarget, double p) => ofPrediction * ofTarget + p * ofPrediction;

    [Formula]
    internal static double Formula(double overlap, double missed, double tp) => (1 + missed) / (1 + overlap + tp);

    [PixelMean]
    internal static double Missed(double twice, double y, double p) => twice * twice + y * (1 - p);
}

/// <summary>Mean over a field, which has values of pixels.</summary>
[Loss("own-field-mean")]
public sealed partial class OwnFieldMeanLoss
{
    [Field(typeof(Contrast))]
    internal static double Contrasted(double p, double y) => p - y;

    [Formula, PixelMean]
    internal static double Formula(double contrasted, double p) => contrasted * p;
}

/// <summary>Loss with a field of the wrong shape.</summary>
[Loss("own-shrinking-field")]
public sealed partial class OwnShrinkingFieldLoss
{
    [Field(typeof(Shrinking))]
    internal static double Shrunk(double p) => p;

    [Formula, PixelMean]
    internal static double Formula(double shrunk, double y) => shrunk * y;
}
