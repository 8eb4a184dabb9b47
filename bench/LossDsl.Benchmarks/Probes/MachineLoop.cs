using System.Text.RegularExpressions;

namespace LossDsl.Benchmarks.Probes;

/// <summary>
/// Control-flow graph of a kernel's inner loop, read from a listing of the just-in-time compiler.
/// Finds the shortest and the longest path from one lane of pixels to the next.
/// </summary>
internal sealed partial class MachineLoop
{
    private readonly string[] lines;
    private readonly Dictionary<string, int> labels;
    private readonly int[] jumpTableTargets;
    private readonly int step;
    private readonly Dictionary<int, (InstructionCounts Shortest, InstructionCounts Longest)?> paths = [];

    public MachineLoop(string[] lines)
    {
        this.lines = lines;
        labels = lines.Select(static (line, index) => (Match: Label().Match(line), index)).Where(static l => l.Match.Success).ToDictionary(static l => l.Match.Groups[1].Value, static l => l.index);
        jumpTableTargets = [.. lines.Select(static line => Case().Match(line)).Where(static m => m.Success).Select(m => labels[m.Groups[1].Value])];

        // A turn of the loop ends at the instruction that moves the pixel index on by one lane of 16.
        step = Array.FindLastIndex(lines, static line => Step().IsMatch(line));
    }

    /// <summary>Returns the shortest and the longest path of one turn of the loop, by number of instructions.</summary>
    public (InstructionCounts Shortest, InstructionCounts Longest) Ways() => Successors(step).Select(PathFrom).OfType<(InstructionCounts, InstructionCounts)>().Single();

    private (InstructionCounts Shortest, InstructionCounts Longest)? PathFrom(int line)
    {
        var here = InstructionCounts.Classify(lines[line]);
        if (line == step)
        {
            return (here, here);
        }

        if (!paths.TryGetValue(line, out var path))
        {
            // Null while the line is being visited: a path that meets the line again has gone round the outer loop over blocks, and does not count.
            paths[line] = null;
            var rests = Successors(line).Select(PathFrom).OfType<(InstructionCounts Shortest, InstructionCounts Longest)>().ToArray();
            paths[line] = path = rests.Length == 0 ? null : (here + rests.MinBy(static n => n.Shortest.Count).Shortest, here + rests.MaxBy(static n => n.Longest.Count).Longest);
        }

        return path;
    }

    private IEnumerable<int> Successors(int line)
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

        return Switch().IsMatch(lines[line]) ? jumpTableTargets : [line + 1];
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

    // Lines that end a path: the end of the method, its read-only data, or the comparison with the size of a block, 2048 (0x800) pixels.
    [GeneratedRegex("^\\s+(ret|int3)|^RWD|0x0?800\\b")]
    private static partial Regex End();
}
