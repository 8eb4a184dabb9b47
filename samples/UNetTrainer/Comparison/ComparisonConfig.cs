using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using UNetTrainer.Errors;
using UNetTrainer.Runs;
using UNetTrainer.Wording;

namespace UNetTrainer.Comparison;

/// <summary>Reads the settings of a comparison from its <c>config.json</c>. Values are checked as options are, because anybody can edit the file.</summary>
internal static class ComparisonConfig
{
    /// <summary>Reads and checks a file.</summary>
    /// <exception cref="InputException">The file cannot be read, is malformed, is of another version, or holds a value that no option would accept.</exception>
    public static ComparisonSettings Read(string path)
    {
        try
        {
            var text = File.ReadAllText(path);
            using (var json = JsonDocument.Parse(text))
            {
                CheckVersion(path, json.RootElement);
            }

            var settings = JsonSerializer.Deserialize<ComparisonSettings>(text, Json.Strict)!;
            Validator.ValidateObject(settings, new ValidationContext(settings), validateAllProperties: true);
            ConfigFile.Check(settings.Run);
            return settings.Losses.Count > 0 ? settings : throw new JsonException("it names no loss");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or ValidationException)
        {
            throw new InputException($"Cannot use '{path}': {(e is JsonException json ? JsonProblem.Describe(json) : e.Message.TrimEnd('.'))}.", e);
        }
    }

    private static void CheckVersion(string path, JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("comparisonVersion", out var version))
        {
            throw new InputException($"'{path}' is not the configuration of a comparison: it has no comparisonVersion.");
        }

        if (!version.TryGetInt32(out var number) || number != ComparisonSettings.CurrentVersion)
        {
            throw new InputException($"'{path}' is of version {version} of comparisons; this program reads version {ComparisonSettings.CurrentVersion}. Choose another --out.");
        }
    }
}
