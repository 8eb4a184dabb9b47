using LossDsl.Autograd;
using LossDsl.Evaluation;
using LossDsl.Fused;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LossDsl;

/// <content>One call.</content>
public abstract partial class FormulaLoss
{
    /// <summary>A loss with what belongs to one call of it.</summary>
    private sealed class LossCall : IDifferentiable
    {
        private readonly FormulaLoss owner;
        private readonly FormulaLoss loss;
        private readonly TargetAnnotations annotations;
        private readonly FusedLoss fused;

        public LossCall(FormulaLoss owner, TargetAnnotations annotations)
        {
            (this.owner, this.annotations) = (owner, annotations);
            loss = owner.WithNumbersOfNow();
            fused = new(loss.Options, loss.Evaluate, loss.IsPerImage, loss.ReadsClassWeight, loss.NeedsFloat64);
        }

        public Reduction Reduction => loss.Options.Reduction;

        public Tensor Value(Tensor logits, Tensor target)
        {
            using var noGrad = no_grad();
            if (IsFused(logits, target))
            {
                return FusedCall.Run(fused, logits, target, annotations, wantsGradient: false, upstream: null).Value;
            }

            using var scope = NewDisposeScope();
            var pixels = Activate(logits.detach(), target);
            var reduction = pixels.Reduction(loss.IsPerImage, loss.ReadsClassWeight);
            return reduction.Reduce(loss.Evaluate(pixels, upstream: null).Value).to_type(ResultType(logits)).MoveToOuterDisposeScope();
        }

        public LossAndGradient Differentiate(Tensor logits, Tensor target, Tensor? upstream)
        {
            using var noGrad = no_grad();
            if (IsFused(logits, target))
            {
                var (value, gradient) = FusedCall.Run(fused, logits, target, annotations, wantsGradient: true, upstream);
                return new(value, gradient!);
            }

            using var scope = NewDisposeScope();
            var pixels = Activate(logits.detach(), target);
            var reduction = pixels.Reduction(loss.IsPerImage, loss.ReadsClassWeight);
            var evaluated = loss.Evaluate(pixels, reduction.Upstream(upstream));
            return new LossAndGradient(
                reduction.Reduce(evaluated.Value).to_type(ResultType(logits)).MoveToOuterDisposeScope(),
                pixels.GradLogits(evaluated, reduction.OfEmptyRegions(upstream, pixels.Divisor)).MoveToOuterDisposeScope());
        }

        public Tensor RecordGradient(Tensor logits, Tensor target, Tensor upstream)
        {
            using var scope = NewDisposeScope();
            var pixels = Activate(logits, target);
            var reduction = pixels.Reduction(loss.IsPerImage, loss.ReadsClassWeight);
            var evaluated = loss.Evaluate(pixels, reduction.Upstream(upstream));
            return pixels.GradLogits(evaluated, reduction.OfEmptyRegions(upstream, pixels.Divisor)).to_type(logits.dtype).MoveToOuterDisposeScope();
        }

        public void Fail(Exception cause) => owner.LastBackwardError = cause;

        private bool IsFused(Tensor logits, Tensor target) => loss.HasKernels && FusedCall.Handles(loss.Options, logits, target);

        private static ScalarType ResultType(Tensor logits) => logits.dtype == float64 ? float64 : float32;

        private Pixels Activate(Tensor logits, Tensor target) =>
            Pixels.Activate(logits, target, loss.Options, annotations, loss.NeedsFloat64 ? float64 : ResultType(logits));
    }
}
