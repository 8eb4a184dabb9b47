using LossDsl;
using TorchSharp;
using static TorchSharp.torch;

namespace UNetTrainer.Training;

/// <summary>Fits the network's output channels, the loss's input and the labels to each other, by the loss's activation and the number of classes.</summary>
/// <param name="activation">The activation that the loss applies.</param>
/// <param name="classes">Classes, the background among them.</param>
internal sealed class OutputLayout(Activation activation, int classes)
{
    /// <summary>Classes, the background among them.</summary>
    public int Classes => classes;

    /// <summary>Softmax needs a channel for the background beside those of the other classes.</summary>
    public int Channels => activation == Activation.Softmax ? classes : classes - 1;

    /// <summary>What the loss is given: logits in float32, or probabilities for a loss that applies no activation.</summary>
    public Tensor ForLoss(Tensor output) => activation == Activation.None ? output.to_type(float32).sigmoid() : output.to_type(float32);

    /// <summary>The target for the loss: class indices [B, H, W] with softmax, else a mask for each channel.</summary>
    /// <param name="labels">Classes, [B, 1, H, W].</param>
    public Tensor Target(Tensor labels) => activation == Activation.Softmax ? labels.squeeze(1).to_type(int64) : Masks(labels);

    /// <summary>A mask of 0 and 1 for each channel, [B, C, H, W], float32.</summary>
    public Tensor Masks(Tensor labels)
    {
        var first = classes - Channels;
        using var indices = arange(first, classes, ScalarType.Byte, labels.device).view(1, Channels, 1, 1);
        return labels.eq(indices).to_type(float32);
    }

    /// <summary>The most probable class of each pixel, [B, 1, H, W]; the background where no other exceeds 1/2, or without softmax where all are below.</summary>
    public Tensor ClassesOf(Tensor output)
    {
        if (activation == Activation.Softmax)
        {
            return output.argmax(1, keepdim: true);
        }

        var (largest, index) = output.max(1, keepdim: true);
        return (index + 1) * (largest > 0);
    }
}
