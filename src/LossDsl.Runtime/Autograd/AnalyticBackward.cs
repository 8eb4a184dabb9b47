using System.Diagnostics;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LossDsl.Autograd;

/// <summary>
/// Puts the analytic gradient of a loss into autograd's graph. The forward computes value and gradient together (the pixels are at hand then),
/// the backward only scales; for <see cref="Reduction.None"/> each region has its own upstream factor and the backward computes the gradient.
/// </summary>
internal sealed class AnalyticBackward : autograd.SingleTensorFunction<AnalyticBackward>
{
    private const string LossKey = "loss", TypeKey = "type";

    // The engine copies the returned gradient after backward has returned, so it can only be released by the next call on the same thread.
    [ThreadStatic]
    private static Tensor? returned;

    public override string Name => nameof(AnalyticBackward);

    public static Tensor Record(IDifferentiable loss, Tensor logits, Tensor target)
    {
        ReleaseReturned();
        using var scope = NewDisposeScope();
        return apply(logits, target, loss).MoveToOuterDisposeScope();
    }

    public override Tensor forward(autograd.AutogradContext context, params object[] arguments)
    {
        var (logits, target, loss) = ((Tensor)arguments[0], (Tensor)arguments[1], (IDifferentiable)arguments[2]);

        // An undefined upstream gradient then arrives as an invalid tensor, and no zero tensor is kept for the case.
        context.set_materialize_grads(false);
        context.save_data(TypeKey, logits.dtype);
        if (loss.Reduction == Reduction.None)
        {
            context.save_for_backward([logits, target]);
            context.save_data(LossKey, loss);
            return loss.Value(logits, target);
        }

        var (value, gradient) = loss.Differentiate(logits, target, upstream: null);
        context.save_for_backward([gradient]);
        return value;
    }

    public override List<Tensor> backward(autograd.AutogradContext context, Tensor gradOutput)
    {
        ReleaseReturned();
        try
        {
            returned = gradOutput.IsInvalid ? null : GradLogits(context, gradOutput);
        }
        catch (Exception e)
        {
            // An exception would have to cross native code and would end the process. The engine refuses a gradient of the wrong shape and
            // throws where the user called backward: after logits or target were changed in place, for instance, or when memory is out.
            Trace.TraceError("The backward of a loss failed: {0}", e);
            returned = empty(0);
        }

        gradOutput.Dispose();
        return [returned!, null!, null!];
    }

    private static Tensor GradLogits(autograd.AutogradContext context, Tensor gradOutput)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var saved = context.get_saved_variables();
        var gradient = context.get_data(LossKey) is IDifferentiable loss
            ? loss.Differentiate(saved[0], saved[1], gradOutput).Gradient
            : saved[0] * gradOutput.to_type(saved[0].dtype);
        // Narrowed after scaling: a factor against underflow comes through gradOutput, and may itself be too large for a half type.
        return gradient.to_type((ScalarType)context.get_data(TypeKey)).MoveToOuterDisposeScope();
    }

    private static void ReleaseReturned()
    {
        returned?.Dispose();
        returned = null;
    }
}
