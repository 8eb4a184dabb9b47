using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Autograd;

/// <summary>
/// Logits and target of one call, kept by a node of their own. A node hands out all that it saved or nothing: beside the gradient they would make
/// every backward pass fail after a change in place, also one that reads only the gradient.
/// </summary>
internal sealed class SavedInputs
{
    private autograd.AutogradContext? context;

    public SavedInputs(Tensor logits, Tensor target) => Owner = Node.apply(logits, target, this);

    /// <summary>A tensor of no element. Whoever saves it keeps the inputs, and frees them with it.</summary>
    public Tensor Owner { get; }

    /// <summary>Logits, still part of the graph that made them, and target.</summary>
    /// <exception cref="ChangedInputsException">One of them was modified in place.</exception>
    public (Tensor Logits, Tensor Target) Unpack()
    {
        try
        {
            var inputs = context!.get_saved_variables();
            return (inputs[0], inputs[1]);
        }
        catch (ExternalException e)
        {
            throw new ChangedInputsException(e);
        }
    }

    // The owner is an input of no operation, and so no gradient ever comes here.
    private sealed class Node : autograd.SingleTensorFunction<Node>
    {
        public override string Name => "LossDsl.SavedInputs";

        public override Tensor forward(autograd.AutogradContext context, params object[] arguments)
        {
            context.save_for_backward([(Tensor)arguments[0], (Tensor)arguments[1]]);
            ((SavedInputs)arguments[2]).context = context;
            return empty(0);
        }

        public override List<Tensor> backward(autograd.AutogradContext context, Tensor gradOutput) => [null!, null!, null!];
    }
}
