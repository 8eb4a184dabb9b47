namespace LossDsl;

/// <summary>
/// Marks a stage that averages the largest values of its method over the valid pixels of each region; 0 for a region without valid pixels. Of n valid pixels the k = share · n with the
/// largest values count, rounded down, but at least 1.
/// </summary>
/// <remarks>Of equal values that of the first pixel comes first. The selection is constant in the backward pass: each selected pixel has 1/k of the derivative.</remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class PixelTopAttribute : Attribute
{
    /// <param name="share">The share of the pixels that count, above 0 and at most 1.</param>
    public PixelTopAttribute(double share) => Share = share;

    /// <param name="hyperparameter">The name of the parameter of the method that is the share, a hyperparameter: <c>nameof(share)</c>.</param>
    public PixelTopAttribute(string hyperparameter) => Hyperparameter = hyperparameter;

    /// <summary>The share of the pixels that count; 0 if a hyperparameter is the share.</summary>
    public double Share { get; }

    /// <summary>The name of the hyperparameter that is the share; null if the share is a constant.</summary>
    public string? Hyperparameter { get; }
}
