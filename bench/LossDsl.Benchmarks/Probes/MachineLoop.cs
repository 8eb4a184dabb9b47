using System.Text.RegularExpressions;

namespace LossDsl.Benchmarks.Probes;

/// <summary>The inner loop of a kernel in a listing of the just-in-time compiler: the ways that lead from one lane of pixels to the next.</summary>
internal sealed partial class MachineLoop
{
    private readonly string[] lines;
    private readonly Dictionary<string, int> labels;
    private readonly int[] cases;
    private readonly int step;
    private readonly Dictionary<int, (Way Shortest, Way Longest)?> known = [];

    public MachineLoop(string[] lines)
    {
        this.lines = lines;
        labels = lines.Select(static (line, index) => (Match: Label().Match(line), index)).Where(static l => l.Match.Success).ToDictionary(static l => l.Match.Groups[1].Value, static l => l.index);
        cases = [.. lines.Select(static line => Case().Match(line)).Where(static m => m.Success).Select(m => labels[m.Groups[1].Value])];

        // 16 pixels on.
        step = Array.FindLastIndex(lines, static line => Step().IsMatch(line));
    }

    /// <summary>The shortest and the longest way round.</summary>
    public (Way Shortest, Way Longest) Ways() => Next(step).Select(WayFrom).OfType<(Way, Way)>().Single();

    private (Way Shortest, Way Longest)? WayFrom(int line)
    {
        var here = Way.Classify(lines[line]);
        if (line == step)
        {
            return (here, here);
        }

        if (!known.TryGetValue(line, out var way))
        {
            // Until it is known: who comes back here has gone round the loop over blocks.
            known[line] = null;
            var next = Next(line).Select(WayFrom).OfType<(Way Shortest, Way Longest)>().ToArray();
            known[line] = way = next.Length == 0 ? null : (here + next.MinBy(static n => n.Shortest.Count).Shortest, here + next.MaxBy(static n => n.Longest.Count).Longest);
        }

        return way;
    }

    private IEnumerable<int> Next(int line)
    {
        if (End().IsMatch(lines[line]) || line + 1 == lines.Length)
        {
            return [];
        }

        if (Jump().Match(lines[line]) is { Success: true } jump)
        {
            var target = labels[jump.Groups[2].Value];
            return jump.Groups[1].Value == "jmp" ? [target] : [target, line + 1];
        }

        return Switch().IsMatch(lines[line]) ? cases : [line + 1];
    }

    [GeneratedRegex("^(G_M\\w+):")]
    private static partial Regex Label();

    [GeneratedRegex("; case (G_M\\w+)")]
    private static partial Regex Case();

    [GeneratedRegex("^\\s+add\\s+\\w+, 16$")]
    private static partial Regex Step();

    [GeneratedRegex("^\\s+(j\\w+)\\s+(?:SHORT )?(G_M\\w+)")]
    private static partial Regex Jump();

    [GeneratedRegex("^\\s+jmp\\s+r")]
    private static partial Regex Switch();

    // The end of the method, or of a block of pixels.
    [GeneratedRegex("^\\s+(ret|int3)|^RWD|0x0?800\\b")]
    private static partial Regex End();
}
