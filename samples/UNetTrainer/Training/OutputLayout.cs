using LossDsl;
using TorchSharp;
using UNetTrainer.Data;
using static TorchSharp.torch;

namespace UNetTrainer.Training;

/// <summary>
/// Layout of the network's output channels, for a loss's activation and a number of classes.
/// Converts outputs and labels to the input and target of the loss, and outputs to classes.
/// </summary>
/// <param name="activation">Activation that the loss applies.</param>
/// <param name="classes">Number of classes, including the background.</param>
internal sealed class OutputLayout(Activation activation, int classes)
{
    /// <summary>Number of classes, including the background.</summary>
    public int Classes => classes;

    /// <summary>Threshold of the probability above which a pixel is foreground; null for 1/2, or for the most probable class.</summary>
    public double? Threshold { get; set; }

    /// <summary>Whether a threshold applies: not where several classes and the background exclude each other.</summary>
    public bool HasThreshold => activation != Activation.Softmax || classes == 2;

    // The logit of the threshold.
    private double Cut => Threshold is { } t ? Math.Log(t / (1 - t)) : 0;

    /// <summary>Number of output channels: one for each class, the background included only with softmax.</summary>
    public int Channels => activation == Activation.Softmax ? classes : classes - 1;

    /// <summary>Converts an output to the input of the loss: logits in float32, or probabilities for a loss that applies no activation.</summary>
    public Tensor ForLoss(Tensor output) => activation == Activation.None ? output.to_type(float32).sigmoid() : output.to_type(float32);

    /// <summary>Converts labels to the target of the loss: class indices [B, H, W], int64, with softmax; else a mask for each channel.</summary>
    /// <param name="labels">Class of each pixel, [B, 1, H, W].</param>
    /// <param name="hasIgnored">Whether some pixels are ignored. They are background in the target, because their value is no class.</param>
    public Tensor Target(Tensor labels, bool hasIgnored = false)
    {
        var classes = hasIgnored ? labels.masked_fill(labels.eq(LabelMap.Ignored), 0) : labels;
        return activation == Activation.Softmax ? classes.squeeze(1).to_type(int64) : Masks(classes);
    }

    /// <summary>Converts labels to a mask of 0 and 1 for each channel, [B, C, H, W], float32.</summary>
    public Tensor Masks(Tensor labels)
    {
        var first = classes - Channels;
        using var indices = arange(first, classes, ScalarType.Byte, labels.device).view(1, Channels, 1, 1);
        return labels.eq(indices).to_type(float32);
    }

    /// <summary>Returns the class of each pixel, [B, 1, H, W]: the most probable one. Without softmax a pixel is background unless a class has a probability above the threshold.</summary>
    public Tensor ClassesOf(Tensor output)
    {
        if (activation == Activation.Softmax)
        {
            return Threshold is not null && HasThreshold ? (output.narrow(1, 1, 1) - output.narrow(1, 0, 1) > Cut).to_type(int64) : output.argmax(1, keepdim: true);
        }

        var (largest, index) = output.max(1, keepdim: true);
        return (index + 1) * (largest > Cut);
    }
}
