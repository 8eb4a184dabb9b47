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

    // The longest way back of a jump that has no other way back inside: passes have no inner loops of their own.
    private static Instructions InnerLoop(int pass, string[] lines)
    {
        var labels = lines.Select(static (line, index) => (Match: Label().Match(line), index)).Where(static l => l.Match.Success).ToDictionary(static l => l.Match.Groups[1].Value, static l => l.index);
        var loops = lines.Select((line, end) => (Match: Jump().Match(line), End: end))
            .Where(j => j.Match.Success && labels.TryGetValue(j.Match.Groups[1].Value, out var start) && start < j.End)
            .Select(j => (Start: labels[j.Match.Groups[1].Value], j.End))
            .ToArray();
        var (from, to) = loops.Where(a => !loops.Any(b => b != a && b.Start >= a.Start && b.End <= a.End)).OrderByDescending(static a => a.End - a.Start).FirstOrDefault();
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

    [GeneratedRegex("^(G_M\\w+):")]
    private static partial Regex Label();

    [GeneratedRegex("^\\s+j\\w+\\s+(?:SHORT )?(G_M\\w+)")]
    private static partial Regex Jump();

    [GeneratedRegex("^\\s+[a-z]")]
    private static partial Regex Code();
}
