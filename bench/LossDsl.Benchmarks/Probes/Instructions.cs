using System.Text.RegularExpressions;
using LossDsl.Benchmarks.Subjects;

namespace LossDsl.Benchmarks.Probes;

/// <summary>The machine code of the inner loop of a pass: one turn of it is one lane of pixels.</summary>
/// <param name="Pass">Its place in the loss, from 1.</param>
/// <param name="Count">All instructions.</param>
/// <param name="Divisions">Divisions and square roots, which take the processor many cycles each.</param>
/// <param name="Calls">Calls of what was not inlined.</param>
/// <param name="Stack">Instructions that read or write the stack, because there were not registers enough.</param>
internal sealed partial record Instructions(int Pass, int Count, int Divisions, int Calls, int Stack)
{
    /// <summary>Those of the passes of a loss with sigmoid over float32, as the just-in-time compiler prints them.</summary>
    public static IReadOnlyList<Instructions> Measure(string loss)
    {
        var listing = Path.GetTempFileName();
        try
        {
            Child.Run(["cold-start", new Subject(Size.Tiny, loss, Contender.Fused).Key], ("DOTNET_JitDisasm", "All"), ("DOTNET_JitStdOutFile", listing));
            return [.. Methods(File.ReadAllLines(listing)).Select(static m => InnerLoop(m.Pass, m.Lines)).GroupBy(static i => i.Pass).Select(static same => same.Last()).OrderBy(static i => i.Pass)];
        }
        finally
        {
            File.Delete(listing);
        }
    }

    private static IEnumerable<(int Pass, string[] Lines)> Methods(string[] listing)
    {
        for (var start = 0; start < listing.Length; start++)
        {
            if (Title().Match(listing[start]) is { Success: true } title)
            {
                yield return (int.Parse(title.Groups[1].ValueSpan), [.. listing.Skip(start + 1).TakeWhile(static line => !line.StartsWith("; Assembly listing", StringComparison.Ordinal))]);
            }
        }
    }

    // The way back of the jump behind "add register, 16", the pixels of a lane.
    private static Instructions InnerLoop(int pass, string[] lines)
    {
        var step = Array.FindLastIndex(lines, static line => Step().IsMatch(line));
        var to = Array.FindIndex(lines, step, static line => Jump().IsMatch(line));
        var label = Jump().Match(lines[to]).Groups[1].Value + ":";
        var from = Array.FindIndex(lines, line => line.StartsWith(label, StringComparison.Ordinal));
        (from, to) = (Math.Min(from, to), Math.Max(from, to));
        var code = lines[from..(to + 1)].Where(static line => Code().IsMatch(line)).ToArray();
        return new(
            pass,
            code.Length,
            code.Count(static line => line.Contains("div", StringComparison.Ordinal) || line.Contains("sqrt", StringComparison.Ordinal)),
            code.Count(static line => line.Contains(" call", StringComparison.Ordinal)),
            code.Count(static line => line.Contains("[rsp", StringComparison.Ordinal) || line.Contains("[rbp", StringComparison.Ordinal)));
    }

    [GeneratedRegex("Assembly listing for method .*PlaneLoop`.*Float512.*:All\\[.*\\+Pass(\\d+)\\+")]
    private static partial Regex Title();

    [GeneratedRegex("^\\s+add\\s+\\w+, 16$")]
    private static partial Regex Step();

    [GeneratedRegex("^\\s+j\\w+\\s+(?:SHORT )?(G_M\\w+)")]
    private static partial Regex Jump();

    [GeneratedRegex("^\\s+[a-z]")]
    private static partial Regex Code();
}
