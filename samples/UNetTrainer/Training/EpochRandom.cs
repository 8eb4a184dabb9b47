namespace UNetTrainer.Training;

/// <summary>
/// Seeds random numbers by the seed of the run and the number of the epoch alone. An epoch is therefore the same after the epoch before as after a checkpoint,
/// and no state of a generator has to be saved.
/// </summary>
internal static class EpochRandom
{
    // Large, so that the epochs of one seed do not share random numbers with the epochs of the next seed.
    private const int Stride = 1_000_003;

    /// <summary>Seeds an epoch's random numbers, those of libtorch too, and returns a generator.</summary>
    public static Random Begin(int seed, int epoch)
    {
        var mixed = unchecked((seed * Stride) + epoch);
        TorchSharp.torch.random.manual_seed(mixed);
        return new(mixed);
    }
}
