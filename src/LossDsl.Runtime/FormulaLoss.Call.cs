using LossDsl.Autograd;
using LossDsl.Evaluation;
using LossDsl.Fused;
using LossDsl.Inputs;
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
            var poison = Check(logits, target);
            var pixels = Activate(logits.detach(), target);
            var reduction = pixels.Reduction(loss.IsPerImage, loss.ReadsClassWeight);
            return Poisoned(reduction.Reduce(loss.Evaluate(pixels, upstream: null).Value).to_type(ResultType(logits)), poison).MoveToOuterDisposeScope();
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
            var poison = Check(logits, target);
            var pixels = Activate(logits.detach(), target);
            var reduction = pixels.Reduction(loss.IsPerImage, loss.ReadsClassWeight);
            var evaluated = loss.Evaluate(pixels, reduction.Upstream(upstream));
            return new LossAndGradient(
                Poisoned(reduction.Reduce(evaluated.Value).to_type(ResultType(logits)), poison).MoveToOuterDisposeScope(),
                Poisoned(pixels.GradLogits(evaluated, reduction.OfEmptyRegions(upstream, pixels.Divisor)), poison).MoveToOuterDisposeScope());
        }

        public Tensor RecordGradient(Tensor logits, Tensor target, Tensor upstream)
        {
            using var scope = NewDisposeScope();
            var poison = Check(logits.detach(), target);
            var pixels = Activate(logits, target);
            var reduction = pixels.Reduction(loss.IsPerImage, loss.ReadsClassWeight);
            var evaluated = loss.Evaluate(pixels, reduction.Upstream(upstream));
            return Poisoned(pixels.GradLogits(evaluated, reduction.OfEmptyRegions(upstream, pixels.Divisor)), poison).to_type(logits.dtype).MoveToOuterDisposeScope();
        }

        public void Fail(Exception cause) => owner.LastBackwardError = cause;

        // Kernels look at values on their way. Tensor operations do so ahead; where that would wait for a device, wrong values make the result no number.
        private Tensor? Check(Tensor logits, Tensor target)
        {
            if (logits.device_type != DeviceType.CPU)
            {
                return ValueCheck.Poison(logits, target, loss.Options, annotations);
            }

            ValueCheck.Run(logits, target, loss.Options, annotations);
            return null;
        }

        private static Tensor Poisoned(Tensor result, Tensor? poison) => poison is null ? result : result + poison.to_type(result.dtype);

        private bool IsFused(Tensor logits, Tensor target) => loss.HasKernels && FusedCall.Handles(loss.Options, logits, target);

        private static ScalarType ResultType(Tensor logits) => logits.dtype == float64 ? float64 : float32;

        private Pixels Activate(Tensor logits, Tensor target) =>
            Pixels.Activate(logits, target, loss.Options, annotations, loss.NeedsFloat64 ? float64 : ResultType(logits));
    }
}
