using LossDsl.Conformance.Oracles;
using LossDsl.Losses;
using static TorchSharp.torch;

namespace LossDsl.Conformance.Losses;

/// <summary>A loss of the catalogue with values for its hyperparameters, and what it should compute.</summary>
/// <param name="Name">The name in the catalogue.</param>
/// <param name="Hyperparameters">Values by name.</param>
/// <param name="Formula">The formula of one region on numbers.</param>
/// <param name="Transcription">The same on tensors of all regions.</param>
internal sealed record ReferenceLoss(
    string Name,
    IReadOnlyDictionary<string, double> Hyperparameters,
    Func<RegionPixels, double> Formula,
    Func<TensorRegions, Tensor> Transcription)
{
    public FormulaLoss Create(LossOptions? options = null) => LossCatalog.All[Name].Create(Hyperparameters, options);

    public override string ToString() => $"{Name} ({string.Join(", ", Hyperparameters.Select(static h => FormattableString.Invariant($"{h.Key} {h.Value}")))})";
}
