using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using UNetTrainer.Errors;
using UNetTrainer.Wording;

namespace UNetTrainer.Runs;

/// <summary>Reads the settings of a run from its <c>config.json</c>. Values are checked as options are, because anybody can edit the file.</summary>
internal static class ConfigFile
{
    /// <summary>Reads and checks a file.</summary>
    /// <exception cref="InputException">The file cannot be read, is malformed, or holds a value that no option would accept.</exception>
    public static RunSettings Read(string path)
    {
        try
        {
            var text = File.ReadAllText(path);
            if (text.Contains(@"\u0000", StringComparison.Ordinal))
            {
                throw new JsonException("it holds a character that no path may have");
            }

            var settings = JsonSerializer.Deserialize<RunSettings>(text, Json.Strict) ?? throw new JsonException("it is empty");
            Check(settings);

            // Runs from before orientation was followed do not say whether it is.
            return text.Contains("\"storedOrder\"", StringComparison.OrdinalIgnoreCase) ? settings : settings with { Data = settings.Data with { StoredOrder = true } };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or ValidationException)
        {
            throw new InputException($"Cannot use '{path}': {(e is JsonException json ? JsonProblem.Describe(json) : e.Message.TrimEnd('.'))}.", e);
        }
    }

    /// <summary>Checks the values of all parts.</summary>
    /// <exception cref="ValidationException">A value is one that no option would accept.</exception>
    public static void Check(RunSettings settings)
    {
        CheckParts(settings, settings.Data, settings.Data.Split, settings.Training);
        CheckParts(settings.Data.Spacing is { } spacing ? [spacing] : []);
    }

    private static void CheckParts(params IEnumerable<object> settings)
    {
        foreach (var part in settings)
        {
            Validator.ValidateObject(part, new ValidationContext(part), validateAllProperties: true);
        }
    }
}
