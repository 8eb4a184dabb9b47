using System.Text.Json;
using System.Text.Json.Serialization;

namespace LossDsl.Conformance.Published;

/// <summary>Value and gradient that another implementation computed, in float64.</summary>
/// <param name="Name">What the case is called.</param>
/// <param name="Source">The implementation and its commit.</param>
/// <param name="Loss">The loss here that has the same definition.</param>
/// <param name="Hyperparameters">The hyperparameters here that mean the same.</param>
/// <param name="Activation">How logits become probabilities.</param>
/// <param name="Region">What the sums run over.</param>
/// <param name="Reduction">How regions become the result.</param>
/// <param name="Offset">Their value less ours: -1 where they return minus the score.</param>
/// <param name="Shape">The shape of logits and target.</param>
/// <param name="Logits">The input.</param>
/// <param name="Target">The target.</param>
/// <param name="Values">Their result.</param>
/// <param name="Gradient">The derivative of the result's sum by the logits.</param>
public sealed record PublishedCase(
    string Name,
    string Source,
    string Loss,
    Dictionary<string, double> Hyperparameters,
    Activation Activation,
    Region Region,
    TorchSharp.torch.nn.Reduction Reduction,
    double Offset,
    long[] Shape,
    double[] Logits,
    double[] Target,
    double[] Values,
    double[] Gradient)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public static IReadOnlyDictionary<string, PublishedCase> All { get; } = Read().ToDictionary(static published => published.Name);

    private static PublishedCase[] Read()
    {
        using var stream = typeof(PublishedCase).Assembly.GetManifestResourceStream("LossDsl.Conformance.Published.cases.json")!;
        return JsonSerializer.Deserialize<PublishedCase[]>(stream, Options)!;
    }
}
