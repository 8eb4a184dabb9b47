using UNetTrainer.Errors;

namespace UNetTrainer.Data;

/// <summary>What a slice is used for.</summary>
internal enum Part
{
    /// <summary>The network learns from it.</summary>
    Training,

    /// <summary>Chooses the learning rate and the best network.</summary>
    Validation,

    /// <summary>Looked at once, at the end.</summary>
    Test,
}

/// <summary>Consecutive slices of one part.</summary>
internal readonly record struct Block(Part Part, int Start, int Length);

/// <summary>
/// Cuts one volume into blocks: training at both ends and between, validation and test in turns within, e.g. T V T E T E T V T.
/// So every validation and test block lies between regions that the network has seen, but no slice of it beside one.
/// </summary>
internal static class Blocks
{
    // Validation and test have up to this many blocks each, so that both see several regions of the volume.
    private const int MostRounds = 3;

    // Fewer slices than this to a round make blocks of a slice or two.
    private const int ShortestRound = 20;

    /// <summary>Where the blocks of a volume lie, with gaps between.</summary>
    /// <param name="slices">Slices of the volume.</param>
    /// <param name="fractions">How much goes where, of the slices that the gaps leave.</param>
    /// <param name="gap">Slices left out between blocks.</param>
    /// <param name="random">Decides whether validation or test comes first in each round.</param>
    /// <exception cref="InputException">There are too few slices.</exception>
    public static IReadOnlyList<Block> Layout(int slices, SplitFractions fractions, int gap, Random random)
    {
        var rounds = Math.Clamp(slices / ShortestRound, 1, MostRounds);
        var parts = Order(rounds, random);
        var (training, validation, test) = fractions.Divide(slices - (gap * (parts.Count - 1)));
        if (training <= 2 * rounds || validation < rounds || test < rounds)
        {
            throw new InputException($"{slices} slices with content are too few to be split {fractions} in blocks with gaps of {gap}: give more volumes, another --axis, another --split or a smaller --gap.");
        }

        var lengths = new Dictionary<Part, Queue<int>>
        {
            [Part.Training] = Shares(training, (2 * rounds) + 1),
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
}
