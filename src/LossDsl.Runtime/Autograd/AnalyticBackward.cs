using System.Diagnostics;
using LossDsl.Tensors;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LossDsl.Autograd;

/// <summary>
/// Autograd function that puts a loss with its analytic gradient into a graph.
/// </summary>
/// <remarks>
/// On the CPU the forward pass computes value and gradient together, because both read the same pixels; the backward pass only multiplies by the upstream gradient.
/// With <see cref="Reduction.None"/> each region has its own upstream gradient, so the backward pass computes the gradient. So it does by CUDA kernels, which thereby need no
/// memory for a gradient between the two passes.
/// With <c>create_graph</c> the backward pass must be differentiable: tensor operations, which autograd records, compute the gradient.
/// </remarks>
internal sealed class AnalyticBackward : autograd.SingleTensorFunction<AnalyticBackward>
{
    private const string LossKey = "loss", InputsKey = "inputs", TypeKey = "type", ShapeKey = "shape", ReadsKey = "reads";

    // The engine copies the returned gradient after backward has returned, so only the next call on the same thread can dispose it.
    [ThreadStatic]
    private static Tensor? returned;

    public override string Name => "LossDsl.AnalyticBackward";

    /// <summary>Computes a loss and records it in the graph of the logits.</summary>
    /// <param name="loss">The call of the loss.</param>
    /// <param name="logits">[B, C, ...], requiring a gradient.</param>
    /// <param name="target">The shape of the logits, or without dimension 1.</param>
    /// <returns>The value of the loss, part of the graph.</returns>
    public static Tensor Record(IDifferentiable loss, Tensor logits, Tensor target)
    {
        ReleaseReturned();
        using var scope = NewDisposeScope();
        var guard = loss.ReadsInputsInBackward(logits, target) ? ChangeGuard.Create(logits, target) : null;
        return apply(logits, target, guard!, loss, new SavedInputs(logits, target)).MoveToOuterDisposeScope();
    }

    public override Tensor forward(autograd.AutogradContext context, params object[] arguments)
    {
        var (logits, target, loss, inputs) = ((Tensor)arguments[0], (Tensor)arguments[1], (IDifferentiable)arguments[3], (SavedInputs)arguments[4]);

        // An undefined upstream gradient then arrives as an invalid tensor, for which no tensor of zeros must be kept.
        context.set_materialize_grads(false);
        context.save_data(TypeKey, logits.dtype);
        context.save_data(ShapeKey, logits.shape);
        context.save_data(LossKey, loss);
        context.save_data(InputsKey, inputs);
        var (value, kept) = loss.Forward(logits, target);
        context.save_data(ReadsKey, arguments[2] is not null);
        context.save_for_backward(kept is null ? [inputs.Owner] : [inputs.Owner, kept]);
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

        // Narrowed to half types only after scaling: gradOutput may carry the factor of gradient scaling, which prevents underflow and may itself be too large for a half type.
        return Scaled(context, loss, gradOutput).to_type((ScalarType)context.get_data(TypeKey)).MoveToOuterDisposeScope();
    }

    private static Tensor Scaled(autograd.AutogradContext context, IDifferentiable loss, Tensor gradOutput)
    {
        var saved = context.get_saved_variables();
        var inputs = (bool)context.get_data(ReadsKey) ? Inputs(context) : ((Tensor, Tensor)?)null;
        return loss.Backward(inputs, saved.Count > 1 ? saved[1] : null, gradOutput);
    }

    private static (Tensor Logits, Tensor Target) Inputs(autograd.AutogradContext context) => ((SavedInputs)context.get_data(InputsKey)).Unpack();

    // An exception from here would cross native code and end the process.
    private static Tensor Failed(autograd.AutogradContext context, Device device, Exception e)
    {
        ((IDifferentiable)context.get_data(LossKey)).Fail(e);
        Trace.TraceError("The backward of a loss failed: {0}", e);
        return e is ChangedInputsException
            // ChangeGuard throws next in tensor.backward(). autograd.grad does not reach the guard, and an exception of the engine would end the process there.
            ? NumberMath.Fill([], double.NaN, (ScalarType)context.get_data(TypeKey), device).expand((long[])context.get_data(ShapeKey))
            // The engine refuses a gradient of the wrong shape, and throws from the user's call of backward.
            : empty(0);
    }

    private static void ReleaseReturned()
    {
        returned?.Dispose();
        returned = null;
    }
}
