namespace UNetTrainer.Training;

/// <summary>Order of the network's features in memory.</summary>
internal enum FeatureOrder
{
    /// <summary>
    /// Channels last for bfloat16 on CUDA, whose tensor cores work in that order; else channels first. On a CPU libtorch converts both to an order of its own, and a step takes as long.
    /// </summary>
    Auto,

    /// <summary>NCHW.</summary>
    ChannelsFirst,

    /// <summary>NHWC.</summary>
    ChannelsLast,
}
