namespace UNetTrainer.Training;

/// <summary>How the network's features lie in memory.</summary>
internal enum FeatureOrder
{
    /// <summary>
    /// Channels last for bfloat16 on CUDA, whose tensor cores take them so; else channels first. On a CPU libtorch brings both into an order of its own, and the step takes as long.
    /// </summary>
    Auto,

    /// <summary>NCHW.</summary>
    ChannelsFirst,

    /// <summary>NHWC.</summary>
    ChannelsLast,
}
