using UNetTrainer.Data;

namespace UNetTrainer.Training;

/// <summary>Segmentation of a slice, with the image and the true mask. Arrays hold pixel (x, y) at x + Width · y.</summary>
/// <param name="Name">Name of the slice.</param>
/// <param name="Frame">Height and width of the arrays.</param>
/// <param name="Image">Normalised intensities.</param>
/// <param name="Truth">True class of each pixel: 0 for the background, <see cref="LabelMap.Ignored"/> for a pixel that does not count.</param>
/// <param name="Predicted">Predicted class of each pixel.</param>
internal sealed record Prediction(string Name, Frame Frame, float[] Image, byte[] Truth, byte[] Predicted)
{
    /// <summary>Predicted class of each pixel; 0 is the background.</summary>
    public IReadOnlyList<byte> Classes => Predicted;

    /// <summary>Counts the pixels of each class but the background.</summary>
    /// <param name="classes">Number of classes, including the background.</param>
    public Confusion[] Count(int classes) => Confusion.ByClass(Truth, Predicted, classes);
}
