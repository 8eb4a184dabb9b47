using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using UNetTrainer.Errors;

namespace UNetTrainer.Data;

/// <summary>Content of a <c>dataset.json</c>, as the Medical Segmentation Decathlon and both versions of nnU-Net write it.</summary>
internal sealed record DatasetFile
{
    /// <summary>Labels: <c>"1": "liver"</c> (Decathlon, nnU-Net v1), or <c>"liver": 1</c> and <c>"tumour": [2, 3]</c> (nnU-Net v2).</summary>
    public IReadOnlyDictionary<string, JsonElement>? Labels { get; init; }

    /// <summary>Training cases (Decathlon, nnU-Net v1).</summary>
    public IReadOnlyList<Pair?>? Training { get; init; }

    /// <summary>Training cases by name (nnU-Net v2), where they do not lie in imagesTr and labelsTr.</summary>
    public IReadOnlyDictionary<string, Entry?>? Dataset { get; init; }

    /// <summary>Names of the modalities (nnU-Net v2).</summary>
    [JsonPropertyName("channel_names")]
    public IReadOnlyDictionary<string, JsonElement>? ChannelNames { get; init; }

    /// <summary>Names of the modalities (Decathlon, nnU-Net v1).</summary>
    public IReadOnlyDictionary<string, JsonElement>? Modality { get; init; }

    /// <summary>End of the names of all images and masks (nnU-Net v2).</summary>
    [JsonPropertyName("file_ending")]
    public string? FileEnding { get; init; }

    /// <summary>Number of modalities; 1 if the file does not say.</summary>
    public int Modalities => Math.Max(1, (ChannelNames ?? Modality)?.Count ?? 1);

    /// <summary>Reads a file.</summary>
    /// <exception cref="JsonException">The file is no JSON object of this form.</exception>
    public static DatasetFile Read(string path) => JsonSerializer.Deserialize<DatasetFile>(File.ReadAllBytes(path), JsonSerializerOptions.Web) ?? throw new InputException("it is empty");

    /// <summary>Returns the labels as lines of a label map.</summary>
    /// <exception cref="InputException">A label is no number.</exception>
    public IEnumerable<(string Name, int[] Labels)> Lines() => Labels!.Select(static l => l.Value.ValueKind switch
    {
        JsonValueKind.String => (l.Value.GetString()!, [Number(l.Key)]),
        JsonValueKind.Array => (l.Key, [.. l.Value.EnumerateArray().Select(e => Number(e, l.Key))]),
        _ => (l.Key, new[] { Number(l.Value, l.Key) }),
    }).OrderBy(static l => l.Item2.DefaultIfEmpty().Min());

    private static int Number(JsonElement value, string name) => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number is >= 0 and <= ushort.MaxValue
        ? number
        : throw new InputException($"label '{name}' has the value {value.GetRawText()}; a number was expected, as in \"liver\": 1");

    private static int Number(string label) => int.TryParse(label, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= ushort.MaxValue
        ? number
        : throw new InputException($"label '{label}' is no number; labels as in \"1\": \"liver\" were expected");

    /// <summary>Training case of the Decathlon.</summary>
    internal sealed record Pair(string? Image, string? Label);

    /// <summary>Training case of nnU-Net v2.</summary>
    internal sealed record Entry(IReadOnlyList<string?>? Images, string? Label);
}
