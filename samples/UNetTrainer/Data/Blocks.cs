using UNetTrainer.Errors;
using UNetTrainer.Wording;

namespace UNetTrainer.Data;

/// <summary>Use of a slice: training, validation or test.</summary>
internal enum Part
{
    /// <summary>Slices that the network learns from.</summary>
    Training,

    /// <summary>Slices by which the learning rate and the best network are chosen.</summary>
    Validation,

    /// <summary>Slices that are evaluated once, at the end.</summary>
    Test,
}

/// <summary>Range of consecutive slices that belong to one part.</summary>
internal readonly record struct Block(Part Part, int Start, int Length);

/// <summary>
/// Cuts one volume into blocks: training at both ends and between, validation and test in turns within, e.g. T V T E T E T V T.
/// Every validation and test block lies between regions that the network has seen, and gaps separate the block from these.
/// </summary>
internal static class Blocks
{
    // Validation and test have up to this many blocks each, so that both see several regions of the volume.
    private const int MostRounds = 3;

    // Rounds of fewer slices would have blocks of a slice or two.
    private const int ShortestRound = 20;

    /// <summary>Returns the blocks of a volume in order, with gaps between them.</summary>
    /// <param name="slices">Number of slices of the volume.</param>
    /// <param name="fractions">Shares of the parts in the slices that the gaps leave.</param>
    /// <param name="gap">Number of slices left out between blocks.</param>
    /// <param name="random">Generator that decides whether validation or test comes first in each round.</param>
    /// <param name="uneven">Whether the number of rounds and the lengths of training blocks are random, for foreground that lies in few slices.</param>
    /// <exception cref="InputException">There are too few slices.</exception>
    public static IReadOnlyList<Block> Layout(int slices, SplitFractions fractions, int gap, Random random, bool uneven = false)
    {
        var most = Math.Clamp(slices / ShortestRound, 1, MostRounds);
        var rounds = uneven ? random.Next(1, most + 1) : most;
        var parts = Order(rounds, random);
        var (training, validation, test) = fractions.Divide(slices - (gap * (parts.Count - 1)));
        if (training <= 2 * rounds || validation < rounds || test < rounds)
        {
            throw new InputException($"{Plural.Of(slices, "slice")} with content, too few to be split {fractions} in blocks with gaps of {gap}: give more volumes, another --axis, another --split or a smaller --gap.");
        }

        var lengths = new Dictionary<Part, Queue<int>>
        {
            [Part.Training] = uneven ? RandomShares(training, (2 * rounds) + 1, random) : Shares(training, (2 * rounds) + 1),
            [Part.Validation] = Shares(validation, rounds),
            [Part.Test] = Shares(test, rounds),
        };
        var blocks = new List<Block>();
        foreach (var part in parts)
        {
            var start = blocks.Count == 0 ? 0 : blocks[^1].Start + blocks[^1].Length + gap;
            blocks.Add(new(part, start, lengths[part].Dequeue()));
        }

        return blocks;
    }

    private static List<Part> Order(int rounds, Random random)
    {
        List<Part> parts = [Part.Training];
        for (var round = 0; round < rounds; round++)
        {
            Part[] held = [Part.Validation, Part.Test];
            random.Shuffle(held);
            parts.AddRange([held[0], Part.Training, held[1], Part.Training]);
        }

        return parts;
    }

    private static Queue<int> Shares(int total, int count) =>
        new(Enumerable.Range(0, count).Select(i => (total * (i + 1) / count) - (total * i / count)));

    // Every share is at least 1.
    private static Queue<int> RandomShares(int total, int count, Random random)
    {
        var ends = Enumerable.Range(1, total - 1).ToArray();
        random.Shuffle(ends);
        int[] cuts = [0, .. ends.Take(count - 1).Order(), total];
        return new(cuts.Zip(cuts.Skip(1), static (start, end) => end - start));
    }
}
