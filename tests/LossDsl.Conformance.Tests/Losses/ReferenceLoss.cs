using LossDsl.Conformance.Oracles;
using LossDsl.Losses;
using static TorchSharp.torch;

namespace LossDsl.Conformance.Losses;

/// <summary>Loss of the catalog with chosen hyperparameters, and its transcription into tensor operations for autograd.</summary>
internal sealed class ReferenceLoss(string name, IReadOnlyDictionary<string, double> hyperparameters, Func<TensorRegions, Func<string, double>, Tensor> transcription)
{
    public string Name => name;

    public IReadOnlyDictionary<string, double> Hyperparameters => hyperparameters;

    public LossMetadata Metadata { get; } = LossCatalog.All[name].Metadata;

    /// <summary>Class whose static methods are the formula and the stages.</summary>
    public Type Class { get; } = LossCatalog.All[name].Create().GetType();

    /// <summary>Whether the formula itself reads the class weight.</summary>
    public bool ReadsClassWeight => name is "cross-entropy" or "softmax-focal" or "dice-softmax-cross-entropy" or "exponential-logarithmic"
        or "dice-top-k" or "mbls" or "nacl" or "ohem-cross-entropy" or "svls" or "top-k-cross-entropy";

    /// <summary>Whether the formula or a stage reads a soft count.</summary>
    public bool ReadsCounts => StageMethod.Of(Class).SelectMany(static m => m.Parameters).Any(static parameter => parameter.Name is "tp" or "fp" or "fn" or "tn");

    /// <summary>Whether a stage reduces over the classes of a pixel: without background the loss then has no kernels.</summary>
    public bool ReducesPixelClasses => StageMethod.Of(Class).Any(static m => m.Reduction is PixelClassSumAttribute or PixelClassMaxAttribute);

    /// <summary>Whether the formula has one value for each image, instead of one for each region.</summary>
    public bool IsPerImage => name is "cross-entropy" or "softmax-focal" or "dice-softmax-cross-entropy" or "focal-tversky-survey-literal" or "generalized-dice"
        or "dice-top-k" or "generalized-wasserstein-dice" or "mbls" or "nacl" or "ohem-cross-entropy" or "svls" or "top-k-cross-entropy";

    public FormulaLoss Create(LossOptions? options = null) => LossCatalog.All[name].Create(hyperparameters, options);

    /// <summary>Evaluates the transcription: one value for each region or image, with the rank of the logits.</summary>
    public Tensor Transcription(TensorRegions regions) => transcription(
        regions,
        parameter => hyperparameters.TryGetValue(parameter, out var value) ? value : LossCatalog.All[name].Metadata.Hyperparameters.Single(h => h.Name == parameter).Default);

    public override string ToString() => $"{name} ({string.Join(", ", hyperparameters.Select(static h => FormattableString.Invariant($"{h.Key} {h.Value}")))})";
}
