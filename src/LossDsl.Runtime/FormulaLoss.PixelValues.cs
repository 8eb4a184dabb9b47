using System.ComponentModel;
using LossDsl.Autograd;
using LossDsl.CompilerServices;
using LossDsl.Evaluation;
using LossDsl.Inputs;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl;

public abstract partial class FormulaLoss
{
    /// <summary>
    /// Computes the values of pixels that a mean or sum over pixels reduces, as a tensor that can be differentiated by the logits: for a reduction of your own, such as the mean over the
    /// hardest pixels, or for a picture of the errors.
    /// </summary>
    /// <param name="logits">[B, C, ...], float32, float64, float16 or bfloat16.</param>
    /// <param name="target">The shape of the logits with values in [0, 1]; or class indices (for C = 1 the mask), [B, ...].</param>
    /// <param name="annotations">Valid pixels, precomputed maps and spacing of the target; none if null.</param>
    /// <returns>
    /// [B, C, ...], float64 for float64 logits, else float32. 0 at pixels that are not valid, and for class 0 if <see cref="LossOptions.IncludeBackground"/> is false.
    /// </returns>
    /// <remarks>
    /// Tensor operations compute the values on every device, whatever <see cref="LossOptions.Backend"/> says. No hook runs. The reduction, <see cref="LossOptions.EmptyMask"/> and class
    /// weights that the formula does not read have no effect.
    /// </remarks>
    /// <exception cref="InvalidOperationException">The loss is no mean or sum over pixels: <see cref="LossMetadata.HasPixelValues"/> is false.</exception>
    /// <exception cref="ArgumentException">Logits, target and annotations do not fit each other or the options; the message names both sides.</exception>
    public Tensor PixelValues(Tensor logits, Tensor target, TargetAnnotations? annotations = null)
    {
        if (!Metadata.HasPixelValues)
        {
            throw new InvalidOperationException(
                $"The loss '{Metadata.Name}' is no mean or sum over pixels, so its pixels have no values: it is {Metadata.Formula.Split('\n')[0]}. "
                + $"Use a loss whose {nameof(Metadata)}.{nameof(LossMetadata.HasPixelValues)} is true, or Reduction.None for the value of each region.");
        }

        annotations ??= TargetAnnotations.None;
        RequiredInputCheck.RequireAll(annotations, Metadata);
        InputCheck.Run(logits, target, Options, annotations, Metadata, isRecorded: is_grad_enabled());
        var call = new PixelValueCall(this, annotations);
        return is_grad_enabled() && logits.requires_grad ? AnalyticBackward.Record(call, logits, target) : call.Forward(logits, target).Value;
    }

    /// <summary>Evaluates the values of pixels by tensor operations. The generator overrides it for losses that are a mean or sum over pixels.</summary>
    /// <param name="pixels">Probabilities and target of each pixel, and the reductions over regions.</param>
    /// <param name="upstream">The upstream gradient of the value of each pixel, [B, C, ...]; or null if only the values are wanted.</param>
    /// <returns>The value of each pixel, and the gradient of each pixel if <paramref name="upstream"/> is not null.</returns>
    /// <exception cref="NotSupportedException">The loss is no mean or sum over pixels.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal virtual FormulaResult EvaluatePixels(Pixels pixels, Field? upstream) => throw new NotSupportedException($"{Metadata.Name} has no pixel values.");

    // The backward pass computes the gradient, because each pixel has its own upstream gradient.
    private sealed class PixelValueCall(FormulaLoss owner, TargetAnnotations annotations) : IDifferentiable
    {
        private readonly FormulaLoss loss = owner.Snapshot();

        public bool ReadsInputsInBackward(Tensor logits, Tensor target) => true;

        public (Tensor Value, Tensor? Kept) Forward(Tensor logits, Tensor target)
        {
            using var noGrad = no_grad();
            using var scope = NewDisposeScope();
            return (Call(logits.detach(), target).PixelValues().MoveToOuterDisposeScope(), null);
        }

        public Tensor Backward((Tensor Logits, Tensor Target)? inputs, Tensor? kept, Tensor upstream)
        {
            using var noGrad = no_grad();
            using var scope = NewDisposeScope();
            return Call(inputs!.Value.Logits.detach(), inputs.Value.Target).PixelGradient(upstream).MoveToOuterDisposeScope();
        }

        public Tensor RecordGradient(Tensor logits, Tensor target, Tensor upstream)
        {
            using var scope = NewDisposeScope();
            return Call(logits, target).PixelGradient(upstream).to_type(logits.dtype).MoveToOuterDisposeScope();
        }

        public void Fail(Exception cause) => owner.LastBackwardError = cause;

        private TensorCall Call(Tensor logits, Tensor target) =>
            new(new(loss.Options, loss.EvaluatePixels, loss.IsPerImage, loss.IsPerBatch, loss.ReadsClassWeight, loss.NeedsFloat64), logits, target, annotations);
    }
}
