namespace LossDsl.Conformance.Oracles;

/// <summary>The target as formulas read it, and which pixels count, by plain loops.</summary>
internal sealed class OracleTarget
{
    /// <param name="target">One value for each pixel and class; <see cref="LossOptions.IgnoreIndex"/> where a pixel does not count.</param>
    /// <param name="mask">Which pixels count beside that, or null.</param>
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

    /// <summary>Before smoothing.</summary>
    public double[] Labels { get; }

    public double[] Y { get; }
}
