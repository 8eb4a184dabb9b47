using System.Text.RegularExpressions;
using LossDsl.Benchmarks.Subjects;

namespace LossDsl.Benchmarks.Probes;

/// <summary>Instruction counts of one generated pass for one lane of 16 pixels, taken from the machine code that the just-in-time compiler prints.</summary>
/// <param name="Pass">Number of the pass in its loss, from 1.</param>
/// <param name="Shortest">Path through the loop with the fewest instructions. Powers branch by their exponent, so one turn need not execute all code.</param>
/// <param name="Longest">Path through the loop with the most instructions.</param>
internal sealed partial record PassInstructions(int Pass, InstructionCounts Shortest, InstructionCounts Longest)
{
    /// <summary>
    /// Counts the instructions of each pass of a loss with sigmoid over float32 in 512-bit lanes, ordered by pass.
    /// Returns an empty list on machines without 512-bit lanes.
    /// </summary>
    public static IReadOnlyList<PassInstructions> Measure(string loss)
    {
        var listing = Path.GetTempFileName();
        try
        {
            ProbeProcess.Run(["cold-start", new Subject(ProblemSize.Tiny, loss, Contender.Fused).Key], ("DOTNET_JitDisasm", "All"), ("DOTNET_JitStdOutFile", listing));
            return [.. Passes(File.ReadAllLines(listing)).OrderBy(static i => i.Pass)];
        }
        finally
        {
            File.Delete(listing);
        }
    }

    private static IEnumerable<PassInstructions> Passes(string[] listing)
    {
        for (var start = 0; start < listing.Length; start++)
        {
            if (Title().Match(listing[start]) is { Success: true } title)
            {
                var lines = listing.Skip(start + 1).TakeWhile(static line => !line.StartsWith("; Assembly listing", StringComparison.Ordinal));
                var (shortest, longest) = new MachineLoop([.. lines]).Ways();
                yield return new(int.Parse(title.Groups[1].ValueSpan), shortest, longest);
            }
        }
    }

    [GeneratedRegex("Assembly listing for method .*SeparateClassLoop`.*Float512.*:All\\[.*\\+GeneratedPass(\\d+)\\+")]
    private static partial Regex Title();
}
