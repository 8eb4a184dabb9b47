namespace LossDsl;

/// <summary>Input that a loss reads beside logits and target: a tensor that the caller hands in at every call, constant in the backward pass.</summary>
/// <param name="Name">The name of the parameter that reads it, and its key in <see cref="TargetAnnotations.Inputs"/>.</param>
/// <param name="Per">What has a value of its own: each pixel, region, class, image or pair of classes. The shape of the tensor follows from it.</param>
/// <param name="Minimum">The smallest value that the formula is made for; negative infinity if none is stated. Proofs rely on it, calls do not check it.</param>
/// <param name="Maximum">The largest value that the formula is made for; positive infinity if none is stated.</param>
/// <param name="MinimumIsExclusive">Whether the minimum itself is excluded.</param>
/// <param name="MaximumIsExclusive">Whether the maximum itself is excluded.</param>
public sealed record RequiredInput(
    string Name,
    Per Per,
    double Minimum = double.NegativeInfinity,
    double Maximum = double.PositiveInfinity,
    bool MinimumIsExclusive = false,
    bool MaximumIsExclusive = false)
{
    /// <summary>Whether formulas read a value for each pixel of it.</summary>
    internal bool IsPerPixel => Per is Per.Pixel or Per.ClassPair;

    /// <summary>Formats name and level, e.g. <c>quality (Pixel)</c>.</summary>
    public override string ToString() => $"{Name} ({Per})";
}
