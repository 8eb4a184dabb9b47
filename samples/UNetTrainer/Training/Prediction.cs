using UNetTrainer.Data;

namespace UNetTrainer.Training;

/// <summary>A segmented slice beside its truth; arrays hold pixel (x, y) at x + Width · y.</summary>
/// <param name="Name">The slice.</param>
/// <param name="Frame">Height and width.</param>
/// <param name="Image">Normalised intensities.</param>
/// <param name="Truth">The mask.</param>
/// <param name="Predicted">What the network took for foreground.</param>
internal sealed record Prediction(string Name, Frame Frame, float[] Image, bool[] Truth, bool[] Predicted)
{
    /// <summary>The class of each pixel as the network sees it; 0 is the background.</summary>
    public IReadOnlyList<byte> Classes { get; init; } = [];

    /// <summary>The slice's pixels, counted.</summary>
    public Confusion Confusion => new(
        Count(true, true),
        Count(false, true),
        Count(true, false),
        Count(false, false));

    private long Count(bool truth, bool predicted) => Truth.Zip(Predicted).LongCount(p => p == (truth, predicted));
}
