using System.Text.Json;
using System.Text.Json.Serialization;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Conformance.Published;

/// <summary>Input with the value and gradient that another implementation computed for it in float64, and the loss of the catalog to compare with.</summary>
/// <param name="Name">The name of the case: library, loss and number.</param>
/// <param name="Source">The implementation and its commit.</param>
/// <param name="Because">The key of the <see cref="Disagreement"/> that explains why the catalog differs; null if the catalog agrees.</param>
/// <param name="Loss">The loss of the catalog with the same definition, or with the nearest; null if none is near.</param>
/// <param name="Hyperparameters">The equivalent hyperparameters of the catalog's loss.</param>
/// <param name="Activation">The activation of the logits.</param>
/// <param name="Region">The region that sums run over.</param>
/// <param name="Reduction">The reduction of the region values.</param>
/// <param name="Offset">The published value minus that of the catalog: -1 if the library returns minus the score.</param>
/// <param name="Scale">The published value divided by that of the catalog, if the library divides by another number of pixels or leaves out a factor of 1/2; null for 1.</param>
/// <param name="Options">Equivalent options besides activation, region and reduction.</param>
/// <param name="Valid">The validity mask of shape [B, 1, ...]; null if all pixels are valid.</param>
/// <param name="Maps">Maps that the library was given, by the name of the parameter in the catalog's loss.</param>
/// <param name="Inputs">Inputs for each pair of classes, by the name of the parameter.</param>
/// <param name="Definition">The library's definition in the formula language; null if the catalog agrees or the language cannot express it.</param>
/// <param name="Shape">The shape [B, C, ...] of logits and target.</param>
/// <param name="Logits">The logits, or probabilities for Activation.None.</param>
/// <param name="Target">The target.</param>
/// <param name="Values">The published result: one number, or one for each region or pixel.</param>
/// <param name="Gradient">The derivative of the result's sum by the logits; null if the library gives none.</param>
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
    Dictionary<string, double[]>? Inputs,
    PublishedDefinition? Definition,
    long[] Shape,
    double[] Logits,
    double[] Target,
    double[] Values,
    double[]? Gradient)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public static IReadOnlyDictionary<string, PublishedCase> All { get; } = Read().ToDictionary(static published => published.Name);

    /// <summary>The case with the loss that spells the library's definition, instead of the catalog's; the case itself if there is none.</summary>
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
        Shape = d.Shape ?? Shape,
        Inputs = d.Inputs,
    };

    /// <summary>Whether the library gives a value for each pixel.</summary>
    [JsonIgnore]
    public bool HasPixelValues => Values.Length == Logits.Length;

    [JsonIgnore]
    public TargetAnnotations Annotations => new()
    {
        Valid = Valid is null ? null : tensor(Valid, [Shape[0], 1, .. Shape[2..]]),
        Maps = Maps?.ToDictionary(static map => map.Key, map => tensor(map.Value, Shape)),
        Inputs = Inputs?.ToDictionary(static input => input.Key, input => tensor(input.Value, [Shape[1], Shape[1]])),
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
        EmptyMask = Options?.EmptyMask ?? LossOptions.Default.EmptyMask,
    };

    private static PublishedCase[] Read()
    {
        using var stream = typeof(PublishedCase).Assembly.GetManifestResourceStream("LossDsl.Conformance.Published.cases.json")!;
        return JsonSerializer.Deserialize<PublishedCase[]>(stream, Format)!;
    }
}
