using System.Text.Json;
using System.Text.Json.Serialization;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Conformance.Published;

/// <summary>Value and gradient that another implementation computed, in float64.</summary>
/// <param name="Name">What the case is called.</param>
/// <param name="Source">The implementation and its commit.</param>
/// <param name="Because">Which <see cref="Disagreement"/> explains that it is not what the catalog computes; null if it is.</param>
/// <param name="Loss">The loss of the catalog that has the same definition or, where none has, the nearest; null if none is near.</param>
/// <param name="Hyperparameters">The hyperparameters here that mean the same.</param>
/// <param name="Activation">How logits become probabilities.</param>
/// <param name="Region">What the sums run over.</param>
/// <param name="Reduction">How regions become the result.</param>
/// <param name="Offset">Their value less ours: -1 where they return minus the score.</param>
/// <param name="Scale">Their value divided by ours, where they divide by another number of pixels, or leave out a factor of 1/2.</param>
/// <param name="Options">Options that mean the same, beside activation, region and reduction.</param>
/// <param name="Valid">Which pixels of an image count, [B, 1, ...], if not all.</param>
/// <param name="Maps">Maps that they were given, by the name of the parameter here.</param>
/// <param name="Definition">Their definition in the formula language, where the catalog has another and the language can say it.</param>
/// <param name="Shape">The shape of logits and target.</param>
/// <param name="Logits">The input.</param>
/// <param name="Target">The target.</param>
/// <param name="Values">Their result.</param>
/// <param name="Gradient">The derivative of the result's sum by the logits; null if theirs cuts it off.</param>
public sealed record PublishedCase(
    string Name,
    string Source,
    string? Because,
    string? Loss,
    Dictionary<string, double> Hyperparameters,
    Activation Activation,
    Region Region,
    nn.Reduction Reduction,
    double Offset,
    double? Scale,
    PublishedOptions? Options,
    double[]? Valid,
    Dictionary<string, double[]>? Maps,
    PublishedDefinition? Definition,
    long[] Shape,
    double[] Logits,
    double[] Target,
    double[] Values,
    double[]? Gradient)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public static IReadOnlyDictionary<string, PublishedCase> All { get; } = Read().ToDictionary(static published => published.Name);

    /// <summary>The case with their definition instead of the catalog's.</summary>
    [JsonIgnore]
    public PublishedCase AsDefined => Definition is not { } d ? this : this with
    {
        Loss = d.Loss,
        Hyperparameters = d.Hyperparameters,
        Activation = d.Activation,
        Region = d.Region,
        Reduction = d.Reduction,
        Offset = d.Offset,
        Scale = d.Scale,
        Options = d.Options,
        Valid = d.Valid,
        Maps = d.Maps,
    };

    [JsonIgnore]
    public TargetAnnotations Annotations => new()
    {
        Valid = Valid is null ? null : tensor(Valid, [Shape[0], 1, .. Shape[2..]]),
        Maps = Maps?.ToDictionary(static map => map.Key, map => tensor(map.Value, Shape)),
    };

    [JsonIgnore]
    public LossOptions LossOptions => new()
    {
        Activation = Activation,
        Region = Region,
        Reduction = Reduction,
        IncludeBackground = Options?.IncludeBackground ?? true,
        ClassWeights = Options?.ClassWeights,
        LabelSmoothing = Options?.LabelSmoothing ?? 0,
    };

    private static PublishedCase[] Read()
    {
        using var stream = typeof(PublishedCase).Assembly.GetManifestResourceStream("LossDsl.Conformance.Published.cases.json")!;
        return JsonSerializer.Deserialize<PublishedCase[]>(stream, Format)!;
    }
}
