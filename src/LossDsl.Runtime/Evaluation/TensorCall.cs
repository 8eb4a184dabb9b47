using LossDsl.Inputs;
using LossDsl.Tensors;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Evaluation;

/// <summary>Call of a loss by tensor operations, on any device. The current dispose scope owns its tensors.</summary>
internal sealed class TensorCall
{
    private readonly TensorLoss loss;
    private readonly Tensor logits;
    private readonly Tensor? poison;
    private readonly Pixels pixels;
    private readonly Lazy<RegionReduction> reduction;

    /// <param name="loss">The loss.</param>
    /// <param name="logits">[B, C, ...]. Autograd records the call if they require a gradient.</param>
    /// <param name="target">The shape of the logits, or without dimension 1.</param>
    /// <param name="annotations">The annotations of the target.</param>
    public TensorCall(TensorLoss loss, Tensor logits, Tensor target, TargetAnnotations annotations)
    {
        (this.loss, this.logits) = (loss, logits);
        poison = Check(loss.Options, logits.detach(), target, annotations);
        pixels = Pixels.Activate(logits, target, loss.Options, annotations, loss.NeedsFloat64 ? float64 : ResultType);
        reduction = new(() => pixels.Reduction(loss.IsPerImage, loss.IsPerBatch, loss.ReadsClassWeight));
    }

    private ScalarType ResultType => logits.dtype == float64 ? float64 : float32;

    /// <summary>Computes the value and, if wanted, the gradient by the logits in the type that pixels are computed in.</summary>
    /// <param name="wantsGradient">Whether to compute the gradient too.</param>
    /// <param name="upstream">Upstream gradient in the shape of the value, or null for 1.</param>
    public (Tensor Value, Tensor? Gradient) Run(bool wantsGradient, Tensor? upstream)
    {
        var evaluated = loss.Evaluate(pixels, wantsGradient ? (Field)reduction.Value.Upstream(upstream) : null);
        return (Poisoned(reduction.Value.Reduce(evaluated.Value).to_type(ResultType)), wantsGradient ? Gradient(evaluated, upstream) : null);
    }

    /// <summary>Computes the gradient by the logits in the type that pixels are computed in.</summary>
    /// <param name="upstream">Upstream gradient in the shape of the value.</param>
    public Tensor Gradient(Tensor upstream) => Gradient(loss.Evaluate(pixels, reduction.Value.Upstream(upstream)), upstream);

    /// <summary>Computes the values of pixels, [B, C, ...]: 0 at invalid pixels and in an excluded background. The formula has a value for each pixel.</summary>
    public Tensor PixelValues() => Poisoned(pixels.Included(loss.Evaluate(pixels, null).Value).to_type(ResultType, copy: true));

    /// <summary>Computes the gradient of pixel values by the logits, in the type that pixels are computed in.</summary>
    /// <param name="upstream">Upstream gradient of the value of each pixel, [B, C, ...].</param>
    public Tensor PixelGradient(Tensor upstream) => Poisoned(pixels.GradLogits(loss.Evaluate(pixels, pixels.Included(upstream)), null));

    private Tensor Gradient(FormulaResult evaluated, Tensor? upstream) => Poisoned(pixels.GradLogits(evaluated, reduction.Value.EmptyRegionSlope(upstream)));

    // Kernels check values while they read them; tensor operations need a check ahead. On a GPU an exception would mean waiting for the device,
    // so wrong values turn the result into NaN instead: the returned tensor is 0 or NaN, and is added to value and gradient.
    private static Tensor? Check(LossOptions options, Tensor logits, Tensor target, TargetAnnotations annotations)
    {
        if (logits.device_type != DeviceType.CPU)
        {
            return ValueCheck.NanIfWrong(logits, target, options, annotations);
        }

        ValueCheck.Run(logits, target, options, annotations);
        return null;
    }

    private Tensor Poisoned(Tensor result) => poison is null ? result : result.Plus(poison.to_type(result.dtype));
}
