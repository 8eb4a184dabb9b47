using LossDsl;
using TorchSharp;
using static TorchSharp.torch;

namespace UNetTrainer.Training;

/// <summary>Fits the network's output channels, the loss's input and the mask to each other, by the loss's activation.</summary>
/// <param name="activation">The activation that the loss applies.</param>
internal sealed class Output(Activation activation)
{
    /// <summary>Softmax needs a channel for the background beside that of the foreground.</summary>
    public int Channels => activation == Activation.Softmax ? 2 : 1;

    /// <summary>What the loss is given: logits, or probabilities for a loss that applies no activation.</summary>
    public Tensor ForLoss(Tensor output) => activation == Activation.None ? output.sigmoid() : output;

    /// <summary>The target for the loss, of the output's shape.</summary>
    /// <param name="mask">0 or 1, [B, 1, H, W].</param>
    public Tensor Target(Tensor mask) => activation == Activation.Softmax ? cat([1 - mask, mask], 1) : mask;

    /// <summary>Where the foreground's probability exceeds 1/2, as booleans [B, 1, H, W].</summary>
    public Tensor Foreground(Tensor output) => activation == Activation.Softmax
        ? output.narrow(1, 1, 1) > output.narrow(1, 0, 1)
        : output > 0;
}
