using LossDsl.Activations;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LossDsl.Evaluation;

/// <summary>
/// The pixels of one call, as generated code sees them: probabilities and target at every pixel, and sums over regions.
/// Tensors of regions keep the rank of the logits ([B, C, 1, ...] per image, [1, C, 1, ...] over the whole batch), so that they broadcast over pixels.
/// </summary>
public sealed class Pixels
{
    private readonly Probabilities probabilities;
    private readonly LossOptions options;
    private readonly long[] reducedDimensions;
    private readonly long[] regionShape;

    private Pixels(Probabilities probabilities, Tensor target, LossOptions options)
    {
        this.probabilities = probabilities;
        this.options = options;
        Y = target;

        var rank = (int)target.dim();
        long[] spatial = [.. Enumerable.Range(2, rank - 2)];
        reducedDimensions = options.Region == Region.WholeBatch ? [0, .. spatial] : spatial;
        regionShape = [.. target.shape.Select((length, dimension) => reducedDimensions.Contains(dimension) ? 1 : length)];
    }

    /// <summary>The probability p of each pixel and class.</summary>
    public Tensor P => probabilities.P;

    /// <summary>1 - p, computed from the logit and not by subtraction: it keeps its digits where p rounds to 1.</summary>
    public Tensor Q => probabilities.Q;

    /// <summary>The target y of each pixel and class, in [0, 1].</summary>
    public Tensor Y { get; }

    /// <summary>The number of pixels of each region, float64.</summary>
    public Tensor N => Fill((double)Y.numel() / RegionCount);

    private long RegionCount => regionShape.Aggregate(1L, static (count, length) => count * length);

    /// <summary>Sums a term of each pixel over the regions. Each partial sum is blocked, the result is float64.</summary>
    public Tensor Sum(Tensor term)
    {
        var full = term.expand(Y.shape);
        return (reducedDimensions.Length == 0 ? full : full.sum(reducedDimensions, keepdim: true)).to_type(float64);
    }

    /// <summary>The same number for every region, float64.</summary>
    public Tensor Fill(double value) => full(regionShape, value, float64, Y.device);

    /// <summary>A number of each region in the type of the pixels, ready to be combined with them.</summary>
    public Tensor Spread(Tensor perRegion) => perRegion.to_type(Y.dtype);

    /// <summary>Applies the activation and widens half types.</summary>
    internal static Pixels Activate(Tensor logits, Tensor target, LossOptions options)
    {
        var type = logits.dtype == float64 ? float64 : float32;
        return new Pixels(Probabilities.Activate(logits.detach().to_type(type), options.Activation), target.detach().to_type(type), options);
    }

    /// <summary>The values of the regions as the result of the loss: their mean, their sum, or [B, C] or [C] of them.</summary>
    internal Tensor Reduce(Tensor perRegion)
    {
        var values = perRegion.expand(regionShape);
        var result = options.Reduction switch
        {
            Reduction.Mean => values.mean(),
            Reduction.Sum => values.sum(),
            _ => values.reshape(ResultShape),
        };
        return result.to_type(Y.dtype);
    }

    /// <summary>The derivative of the result (or of its product with <paramref name="gradOutput"/>) by the value of each region.</summary>
    internal Tensor Upstream(Tensor? gradOutput)
    {
        var scale = options.Reduction == Reduction.Mean ? 1.0 / RegionCount : 1.0;
        return gradOutput is null
            ? Fill(scale)
            : gradOutput.to_type(float64).expand(ResultShape).reshape(regionShape) * scale;
    }

    /// <summary>dL/dlogits from dL/dp.</summary>
    internal Tensor GradLogits(Tensor gradProbs) => probabilities.GradLogits(gradProbs.expand(Y.shape));

    private long[] ResultShape => options.Region == Region.WholeBatch ? [regionShape[1]] : [regionShape[0], regionShape[1]];
}
