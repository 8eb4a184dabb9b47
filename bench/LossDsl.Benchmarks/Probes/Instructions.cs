using System.Text.RegularExpressions;
using LossDsl.Benchmarks.Subjects;

namespace LossDsl.Benchmarks.Probes;

/// <summary>The machine code of a pass for one lane of pixels.</summary>
/// <param name="Pass">Its place in the loss, from 1.</param>
/// <param name="Shortest">The shortest way: where powers branch by their exponent, not all code runs.</param>
/// <param name="Longest">The longest way.</param>
internal sealed partial record Instructions(int Pass, Way Shortest, Way Longest)
{
    /// <summary>Those of the passes of a loss with sigmoid over float32, in 512 bits, as the just-in-time compiler prints them; none where the machine has no such lanes.</summary>
    public static IReadOnlyList<Instructions> Measure(string loss)
    {
        var listing = Path.GetTempFileName();
        try
        {
            Child.Run(["cold-start", new Subject(Size.Tiny, loss, Contender.Fused).Key], ("DOTNET_JitDisasm", "All"), ("DOTNET_JitStdOutFile", listing));
            return [.. Passes(File.ReadAllLines(listing)).OrderBy(static i => i.Pass)];
        }
        finally
        {
            File.Delete(listing);
        }
    }

    private static IEnumerable<Instructions> Passes(string[] listing)
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

    [GeneratedRegex("Assembly listing for method .*SeparateClassLoop`.*Float512.*:All\\[.*\\+Pass(\\d+)\\+")]
    private static partial Regex Title();
}
