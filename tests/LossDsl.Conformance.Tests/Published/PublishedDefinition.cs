using static TorchSharp.torch.nn;

namespace LossDsl.Conformance.Published;

/// <summary>
/// Loss that spells another library's definition as a formula, or a loss of the catalog with a map of the library. The members are those of <see cref="PublishedCase"/>.
/// The shape is null for that of the case: channels that a library flattens together are one channel to the definition.
/// </summary>
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
    Dictionary<string, double[]>? Maps,
    Dictionary<string, double[]>? Inputs,

    long[]? Shape);
