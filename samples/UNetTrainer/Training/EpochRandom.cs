namespace UNetTrainer.Training;

/// <summary>
/// Random numbers that depend on the seed and the number of the epoch alone, so that an epoch is the same whether the program came to it
/// from the epoch before or from a checkpoint: no state of a generator has to be saved.
/// </summary>
internal static class EpochRandom
{
    // Far apart, so that the epochs of one seed and those of the next are not the same numbers.
    private const int Stride = 1_000_003;

    /// <summary>Seeds an epoch's random numbers, those of libtorch too, and returns a generator.</summary>
    public static Random Begin(int seed, int epoch)
    {
        var mixed = unchecked((seed * Stride) + epoch);
        TorchSharp.torch.random.manual_seed(mixed);
        return new(mixed);
    }
}
