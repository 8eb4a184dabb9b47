using LossDsl;

namespace UNetTrainer.Training;

/// <summary>How the network is built and trained. The defaults follow Jadon 2020, section III, where it states them.</summary>
internal sealed record TrainingSettings
{
    /// <summary>The name of the loss in the catalogue.</summary>
    public string Loss { get; init; } = "dice";

    /// <summary>The hyperparameters of the loss, all of them.</summary>
    public IReadOnlyDictionary<string, double> Hyperparameters { get; init; } = new Dictionary<string, double>();

    /// <summary>How the network's output becomes probabilities.</summary>
    public Activation Activation { get; init; } = Activation.Sigmoid;

    /// <summary>The pixels that one value of the loss is computed over.</summary>
    public Region Region { get; init; } = Region.PerImage;

    /// <summary>Passes over the training slices.</summary>
    public int Epochs { get; init; } = 60;

    /// <summary>The most slices in a batch.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>Adam's learning rate at the beginning.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>The learning rate is never reduced below this.</summary>
    public double MinLearningRate { get; init; } = 1e-8;

    /// <summary>What the learning rate is multiplied by when validation Dice stays on a plateau.</summary>
    public double Factor { get; init; } = 0.5;

    /// <summary>Epochs without a better validation Dice before the learning rate is reduced.</summary>
    public int Patience { get; init; } = 8;

    /// <summary>Channels of the network's first level.</summary>
    public int Width { get; init; } = 8;

    /// <summary>Levels of the network's encoder.</summary>
    public int Depth { get; init; } = 5;

    /// <summary>Seeds the split, the weights and the order of slices.</summary>
    public int Seed { get; init; } = 1;
}
