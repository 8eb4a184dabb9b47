using static TorchSharp.torch.nn;

namespace LossDsl.Conformance.Published;

/// <summary>Another library's definition in the formula language, or in the catalog's with a map of theirs; the rest as the properties of <see cref="PublishedCase"/>.</summary>
public sealed record PublishedDefinition(
    string Loss,
    Dictionary<string, double> Hyperparameters,
    Activation Activation,
    Region Region,
    Reduction Reduction,
    double Offset,
    double? Scale,
    PublishedOptions? Options,
    double[]? Valid,
    Dictionary<string, double[]>? Maps);
