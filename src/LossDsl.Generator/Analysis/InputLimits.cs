namespace LossDsl.Generator.Analysis;

/// <summary>Largest inputs that the analysis considers. All limits are on absolute values.</summary>
/// <param name="Count">The number of pixels of a region.</param>
/// <param name="Classes">The number of classes of an image.</param>
/// <param name="Logit">The size of a logit, and of log p and log q.</param>
/// <param name="Map">The size of a value of a map or an input, and of a class weight.</param>
/// <param name="Number">The size of a hyperparameter whose declared range has no end.</param>
internal sealed record InputLimits(double Count, double Classes, double Logit, double Map, double Number)
{
    /// <summary>Limits above those of any image and any network. A value that is bounded within them counts as bounded; one that is not has a pole, or overflows.</summary>
    public static InputLimits Large { get; } = new(1e12, 1e4, 1e4, 1e9, 1e6);

    /// <summary>No limits: for the range of a loss, which holds for inputs of any size.</summary>
    public static InputLimits None { get; } = new(double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity);
}
