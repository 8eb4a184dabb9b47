using System.Text.Json;
using System.Text.RegularExpressions;

namespace UNetTrainer.Wording;

/// <summary>Describes what is wrong in a JSON file: the member or the place, and what was expected there.</summary>
internal static partial class JsonProblem
{
    /// <summary>Returns a description without a full stop, to be put after the name of the file.</summary>
    public static string Describe(JsonException error)
    {
        var message = Position().Replace(error.Message, "").TrimEnd('.', ' ');
        var place = error.LineNumber is { } line ? $" (line {line + 1})" : "";
        return (Converted().Match(message), Unknown().Match(message), Missing().Match(message), Null().Match(message)) switch
        {
            ({ Success: true } m, _, _, _) => $"{Member(error)}{place} is not {Kind(m.Groups[1].Value)}",
            (_, { Success: true } m, _, _) => $"it has a member '{m.Groups[1].Value}'{place}, which is unknown",
            (_, _, { Success: true } m, _) => $"it has no member {m.Groups[1].Value}",
            (_, _, _, { Success: true } m) => $"member '{m.Groups[1].Value}'{place} is null; a value was expected",
            _ => error.InnerException is JsonException ? $"it is no JSON{place}: {message}" : message,
        };
    }

    private static string Member(JsonException error) => error.Path is { Length: > 2 } path ? $"member '{path[2..]}'" : "it";

    private static string Kind(string type) => type switch
    {
        "System.Int32" or "System.Int64" or "System.Byte" => "a whole number that fits",
        "System.Double" or "System.Single" => "a number",
        "System.Boolean" => "true or false",
        "System.String" => "a text",
        _ when type.StartsWith("System.Collections.", StringComparison.Ordinal) || type.EndsWith("[]", StringComparison.Ordinal) => type.Contains("Dictionary", StringComparison.Ordinal) ? "an object {...}" : "a list [...]",
        _ => Named(type),
    };

    // The message has the full name of the type, within brackets if the member may be null.
    private static string Named(string type)
    {
        var name = FullName().Match(type).Value;
        var found = AppDomain.CurrentDomain.GetAssemblies().Select(a => a.GetType(name)).FirstOrDefault(static t => t is not null);
        return found is { IsEnum: true } ? $"one of {string.Join(", ", Enum.GetNames(found))}" : "an object {...}";
    }

    // The serializer writes the position of an error behind its message, in several ways.
    [GeneratedRegex(@"\.? ?(Path: \S+ \| )?LineNumber: \d+ \| BytePositionInLine: \d+\.?$|\.? ?Path: \S+\.?$")]
    private static partial Regex Position();

    [GeneratedRegex(@"could not be converted to (\S+?)\.?$")]
    private static partial Regex Converted();

    [GeneratedRegex("The JSON property '([^']*)' could not be mapped")]
    private static partial Regex Unknown();

    [GeneratedRegex("missing required properties including: (.*)$")]
    private static partial Regex Missing();

    [GeneratedRegex("'([^']*)' on type .* doesn't allow .*null")]
    private static partial Regex Null();

    [GeneratedRegex(@"[^\[\]]+(?=\]*$)")]
    private static partial Regex FullName();
}
