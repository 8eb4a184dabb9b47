namespace LossDsl.Generator.Analysis;

/// <summary>How large what is read can be.</summary>
/// <param name="Count">Pixels of a region.</param>
/// <param name="Classes">Classes of an image.</param>
/// <param name="Logit">The size of a logit, and of a logarithm of a probability.</param>
/// <param name="Map">The size of a value of a map.</param>
/// <param name="Number">The size of a hyperparameter whose range has no end.</param>
internal sealed record InputLimits(double Count, double Classes, double Logit, double Map, double Number)
{
    /// <summary>More than any image and any network has. What is bounded within them is bounded; what is not has a pole, or overflows.</summary>
    public static InputLimits Large { get; } = new(1e12, 1e4, 1e4, 1e9, 1e6);

    /// <summary>None: for what a value can be.</summary>
    public static InputLimits None { get; } = new(double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity);
}
