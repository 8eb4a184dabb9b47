namespace LossDsl.Testing.Oracles;

/// <summary>Target as formulas read it, and the valid pixels, computed by plain loops.</summary>
internal sealed class OracleTarget
{
    /// <summary>Reads labels and valid pixels from a target, and smooths the labels.</summary>
    /// <param name="target">One value for each pixel and class; <see cref="LossOptions.IgnoreIndex"/> at pixels to ignore.</param>
    /// <param name="mask">The validity mask, or null if only IgnoreIndex excludes pixels.</param>
    /// <param name="options">The options, with their activation resolved.</param>
    /// <param name="shape">The shape [B, C, ...] of the target.</param>
    public OracleTarget(double[] target, bool[]? mask, LossOptions options, long[] shape)
    {
        Shape = shape;
        Valid = [.. target.Select((y, i) => y != options.IgnoreIndex && mask?[i] != false)];
        Labels = [.. target.Select((y, i) => Valid[i] ? y : 0)];
        var share = options.Activation == Activation.Softmax ? 1.0 / shape[1] : 0.5;
        Y = [.. Labels.Select(y => (1 - options.LabelSmoothing) * y + options.LabelSmoothing * share)];
    }

    public long[] Shape { get; }

    public bool[] Valid { get; }

    /// <summary>Labels before smoothing; 0 at pixels that are not valid.</summary>
    public double[] Labels { get; }

    public double[] Y { get; }
}
