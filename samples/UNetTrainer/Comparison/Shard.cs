using System.Globalization;
using UNetTrainer.Errors;

namespace UNetTrainer.Comparison;

/// <summary>Part of a comparison that one of several processes does. Runs are dealt out to the processes like cards.</summary>
/// <param name="Number">Number of the part, from 1.</param>
/// <param name="Count">Number of parts.</param>
internal sealed record Shard(int Number, int Count)
{
    /// <summary>Name of the part for the lock of the folder.</summary>
    public string Name => FormattableString.Invariant($"part-{Number}-of-{Count}");

    /// <summary>Parses text such as <c>2/5</c>.</summary>
    /// <exception cref="InputException">The text is not two whole numbers of which the first is at least 1 and at most the second.</exception>
    public static Shard Parse(string text)
    {
        var parts = text.Split('/');
        return parts.Length == 2 && Whole(parts[0]) is { } number && Whole(parts[1]) is { } count && number >= 1 && number <= count
            ? new(number, count)
            : throw new InputException($"--shard '{text}': two whole numbers were expected, the second at least as large as the first, as in 2/5.");
    }

    /// <summary>Returns the shard of a task in a Slurm job array; null if this process is no such task.</summary>
    /// <param name="environment">Function that looks up an environment variable.</param>
    /// <exception cref="InputException">The variables contradict each other, as for an array with holes.</exception>
    public static Shard? OfSlurm(Func<string, string?> environment)
    {
        if (Whole(environment("SLURM_ARRAY_TASK_ID")) is not { } task || Whole(environment("SLURM_ARRAY_TASK_COUNT")) is not { } count)
        {
            return null;
        }

        var first = Whole(environment("SLURM_ARRAY_TASK_MIN")) ?? 0;
        var step = Math.Max(1, Whole(environment("SLURM_ARRAY_TASK_STEP")) ?? 1);
        var number = ((task - first) / step) + 1;
        return number >= 1 && number <= count
            ? new(number, count)
            : throw new InputException($"SLURM_ARRAY_TASK_ID is {task} of {count} tasks from {first} on: an array without holes was expected, as in --array=1-{count}. With holes, give --shard.");
    }

    /// <summary>Returns the items that fall to this shard.</summary>
    public IEnumerable<T> Select<T>(IEnumerable<T> all) => all.Where((_, i) => i % Count == Number - 1);

    private static int? Whole(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
