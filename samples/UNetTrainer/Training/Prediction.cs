using UNetTrainer.Data;

namespace UNetTrainer.Training;

/// <summary>Segmentation of a slice, with the image and the true mask. Arrays hold pixel (x, y) at x + Width · y.</summary>
/// <param name="Name">Name of the slice.</param>
/// <param name="Frame">Height and width of the arrays.</param>
/// <param name="Image">Normalised intensities.</param>
/// <param name="Truth">Whether each pixel is truly foreground.</param>
/// <param name="Predicted">Whether the network predicts each pixel as foreground.</param>
internal sealed record Prediction(string Name, Frame Frame, float[] Image, bool[] Truth, bool[] Predicted)
{
    /// <summary>Predicted class of each pixel; 0 is the background.</summary>
    public IReadOnlyList<byte> Classes { get; init; } = [];

    /// <summary>Counts of the slice's pixels.</summary>
    public Confusion Confusion => new(
        Count(true, true),
        Count(false, true),
        Count(true, false),
        Count(false, false));

    private long Count(bool truth, bool predicted) => Truth.Zip(Predicted).LongCount(p => p == (truth, predicted));
}
