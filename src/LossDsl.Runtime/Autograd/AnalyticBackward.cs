using System.Diagnostics;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LossDsl.Autograd;

/// <summary>
/// Puts the analytic gradient of a loss into autograd's graph. The forward computes value and gradient together (the pixels are at hand then),
/// the backward only scales; for <see cref="Reduction.None"/> each region has its own upstream factor and the backward computes the gradient.
/// Where the backward is to be differentiated (<c>create_graph</c>) it computes the gradient by tensor operations, which autograd records.
/// </summary>
internal sealed class AnalyticBackward : autograd.SingleTensorFunction<AnalyticBackward>
{
    private const string LossKey = "loss", InputsKey = "inputs", TypeKey = "type", ShapeKey = "shape";

    // The engine copies the returned gradient after backward has returned, so it can only be released by the next call on the same thread.
    [ThreadStatic]
    private static Tensor? returned;

    public override string Name => "LossDsl.AnalyticBackward";

    public static Tensor Record(IDifferentiable loss, Tensor logits, Tensor target)
    {
        ReleaseReturned();
        using var scope = NewDisposeScope();
        var guard = loss.Reduction == Reduction.None ? ChangeGuard.Create(logits, target) : null;
        return apply(logits, target, guard!, loss, new SavedInputs(logits, target)).MoveToOuterDisposeScope();
    }

    public override Tensor forward(autograd.AutogradContext context, params object[] arguments)
    {
        var (logits, target, loss, inputs) = ((Tensor)arguments[0], (Tensor)arguments[1], (IDifferentiable)arguments[3], (SavedInputs)arguments[4]);

        // An undefined upstream gradient then arrives as an invalid tensor, and no zero tensor is kept for the case.
        context.set_materialize_grads(false);
        context.save_data(TypeKey, logits.dtype);
        context.save_data(ShapeKey, logits.shape);
        context.save_data(LossKey, loss);
        context.save_data(InputsKey, inputs);
        if (loss.Reduction == Reduction.None)
        {
            context.save_for_backward([inputs.Owner]);
            return loss.Value(logits, target);
        }

        var (value, gradient) = loss.Differentiate(logits, target, upstream: null);
        context.save_for_backward([inputs.Owner, gradient]);
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
            returned = Failed(context, gradOutput.device, e);
        }

        gradOutput.Dispose();
        return [returned!, null!, null!, null!, null!];
    }

    private static Tensor GradLogits(autograd.AutogradContext context, Tensor gradOutput)
    {
        using var scope = NewDisposeScope();
        var loss = (IDifferentiable)context.get_data(LossKey);
        if (is_grad_enabled())
        {
            var (logits, target) = Inputs(context);
            return loss.RecordGradient(logits, target, gradOutput).MoveToOuterDisposeScope();
        }

        // Narrowed after scaling: a factor against underflow comes through gradOutput, and may itself be too large for a half type.
        return Scaled(context, loss, gradOutput).to_type((ScalarType)context.get_data(TypeKey)).MoveToOuterDisposeScope();
    }

    private static Tensor Scaled(autograd.AutogradContext context, IDifferentiable loss, Tensor gradOutput)
    {
        if (loss.Reduction == Reduction.None)
        {
            var (logits, target) = Inputs(context);
            return loss.Differentiate(logits, target, gradOutput).Gradient;
        }

        var gradient = context.get_saved_variables()[1];
        return gradient * gradOutput.to_type(gradient.dtype);
    }

    private static (Tensor Logits, Tensor Target) Inputs(autograd.AutogradContext context) => ((SavedInputs)context.get_data(InputsKey)).Unpack();

    // An exception would have to cross native code and would end the process.
    private static Tensor Failed(autograd.AutogradContext context, Device device, Exception e)
    {
        ((IDifferentiable)context.get_data(LossKey)).Fail(e);
        Trace.TraceError("The backward of a loss failed: {0}", e);
        return e is ChangedInputsException
            // The guard throws next. Where autograd.grad leaves it out, an exception of the engine would end the process.
            ? full([], double.NaN, (ScalarType)context.get_data(TypeKey), device).expand((long[])context.get_data(ShapeKey))
            // The engine refuses a gradient of the wrong shape, and throws where the user called backward.
            : empty(0);
    }

    private static void ReleaseReturned()
    {
        returned?.Dispose();
        returned = null;
    }
}
