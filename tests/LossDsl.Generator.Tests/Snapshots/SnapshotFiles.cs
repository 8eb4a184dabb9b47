using System.Text;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;
using Xunit.Sdk;

namespace LossDsl.Generator.Tests.Snapshots;

/// <summary>
/// Snapshot files of one test. A file that differs or is new is written beside them as *.received.cs and fails the test. To accept it, rename it to *.verified.cs, or run
/// the tests once with the environment variable Verify_AutoVerify=true and read the changes before they are committed.
/// </summary>
internal sealed class SnapshotFiles(string directory, string test)
{
    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    private static bool AcceptsAll => string.Equals(Environment.GetEnvironmentVariable("Verify_AutoVerify"), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Compares generated files, by name, with the snapshots. Throws an exception with all differences, missing and superfluous snapshots.</summary>
    public void Compare(IReadOnlyDictionary<string, string> received)
    {
        Directory.GetFiles(directory, $"{test}#*.received.cs").ToList().ForEach(File.Delete);
        var known = Directory.GetFiles(directory, $"{test}#*.verified.cs").Select(NameOf).ToHashSet(StringComparer.Ordinal);
        List<string> failures = [.. received.OrderBy(static f => f.Key, StringComparer.Ordinal).Select(f => Compare(f.Key, f.Value)).OfType<string>()];
        foreach (var name in known.Except(received.Keys).Order(StringComparer.Ordinal))
        {
            failures.Add($"{test}#{name}.verified.cs is generated no longer: delete it.");
        }

        if (failures.Count > 0)
        {
            throw new XunitException(string.Join("\n\n", failures));
        }
    }

    private string? Compare(string name, string text)
    {
        var (verified, received) = (PathOf(name, "verified"), PathOf(name, "received"));
        var expected = File.Exists(verified) ? File.ReadAllText(verified, Utf8).ReplaceLineEndings("\n") : null;
        if (text == expected)
        {
            return null;
        }

        if (AcceptsAll)
        {
            File.WriteAllText(verified, text, Utf8);
            return null;
        }

        File.WriteAllText(received, text, Utf8);
        return expected is null ? $"{Path.GetFileName(verified)} is new: read {Path.GetFileName(received)} beside it and rename that." : $"{Path.GetFileName(verified)} differs:\n{Difference(expected, text)}";
    }

    // Prints the lines that changed, each with two lines before and after it.
    private static string Difference(string expected, string actual)
    {
        var lines = InlineDiffBuilder.Diff(expected, actual).Lines;
        var shown = lines.Select((line, i) => (line, near: lines.Skip(i - 2).Take(i < 2 ? i + 3 : 5).Any(static l => l.Type != ChangeType.Unchanged)));
        return string.Join("\n", shown.Where(static l => l.near).Select(static l => l.line.Type switch
        {
            ChangeType.Inserted => "  + " + l.line.Text,
            ChangeType.Deleted => "  - " + l.line.Text,
            _ => "    " + l.line.Text,
        }));
    }

    private string PathOf(string name, string state) => Path.Combine(directory, $"{test}#{name}.{state}.cs");

    private string NameOf(string path) => Path.GetFileName(path)[(test.Length + 1)..^".verified.cs".Length];
}
