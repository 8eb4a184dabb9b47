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

/// <summary>Cuts one volume into blocks for training, validation and test.</summary>
internal static class Blocks
{
    // Each part is cut into up to this many blocks spread over the volume, so that every part sees every region of it.
    private const int MostRounds = 3;

    // A round shorter than this has validation blocks of a slice or two.
    private const int ShortestRound = 24;

    /// <summary>Where the blocks of a volume lie. Rounds of three blocks, one of each part in random order, with gaps between.</summary>
    /// <exception cref="InputException">There are too few slices for three blocks and their gaps.</exception>
    public static IReadOnlyList<Block> Layout(int slices, SplitFractions fractions, int gap, Random random)
    {
        var rounds = Math.Clamp(slices / ShortestRound, 1, MostRounds);
        var usable = slices - (gap * ((3 * rounds) - 1));
        if (usable < 5 * rounds)
        {
            throw new InputException($"{slices} slices with content are too few to be split in blocks with gaps of {gap}: give more volumes, another --axis or a smaller --gap.");
        }

        var (training, validation, test) = fractions.Divide(usable);
        var blocks = new List<Block>();
        var start = 0;
        for (var round = 0; round < rounds; round++)
        {
            Block[] three =
            [
                new(Part.Training, 0, Share(training, round, rounds)),
                new(Part.Validation, 0, Share(validation, round, rounds)),
                new(Part.Test, 0, Share(test, round, rounds)),
            ];
            random.Shuffle(three);
            foreach (var block in three)
            {
                blocks.Add(block with { Start = start });
                start += block.Length + gap;
            }
        }

        return blocks;
    }

    private static int Share(int total, int round, int rounds) => (total * (round + 1) / rounds) - (total * round / rounds);
}
