using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Autograd;

/// <summary>
/// Logits and target of one call, saved by a graph node of their own. A node returns all of its saved tensors or none. Saved beside the gradient, inputs modified in place would
/// make every backward pass fail, also one that reads only the gradient.
/// </summary>
internal sealed class SavedInputs
{
    private autograd.AutogradContext? context;

    public SavedInputs(Tensor logits, Tensor target) => Owner = Node.apply(logits, target, this);

    /// <summary>Empty tensor that owns the saved inputs. A node that saves it keeps them alive, and frees them with it.</summary>
    public Tensor Owner { get; }

    /// <summary>Returns the target, and the logits, which are still part of the graph that computed them.</summary>
    /// <exception cref="ChangedInputsException">Logits or target were modified in place.</exception>
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

    // The owner is not an input of any operation, so backward never runs.
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
