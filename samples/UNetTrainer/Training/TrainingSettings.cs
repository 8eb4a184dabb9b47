using System.ComponentModel.DataAnnotations;
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
    [EnumDataType(typeof(Activation))]
    public Activation Activation { get; init; } = Activation.Sigmoid;

    /// <summary>
    /// The pixels that one value of the loss is computed over. The whole batch, because an overlap loss of a slice without foreground
    /// is almost constant: per image, nothing would teach the network to leave such slices empty.
    /// </summary>
    [EnumDataType(typeof(Region))]
    public Region Region { get; init; } = Region.WholeBatch;

    /// <summary>Passes over the training slices.</summary>
    [Range(1, int.MaxValue)]
    public int Epochs { get; init; } = 50;

    /// <summary>The most slices in a batch.</summary>
    [Range(1, int.MaxValue)]
    public int BatchSize { get; init; } = 32;

    /// <summary>
    /// Training batches of an epoch at least: a small set gets smaller batches rather than two steps an epoch. Adam moves a weight by about
    /// the learning rate a step, so a network needs some hundred steps however large they are.
    /// </summary>
    [Range(1, int.MaxValue)]
    public int MinBatches { get; init; } = 16;

    /// <summary>Whether half of the training batches are mirrored, at random: twice the anatomy for a small set.</summary>
    public bool Mirror { get; init; } = true;

    /// <summary>Adam's learning rate at the beginning.</summary>
    [Range(double.Epsilon, double.MaxValue)]
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>The learning rate is never reduced below this.</summary>
    [Range(double.Epsilon, double.MaxValue)]
    public double MinLearningRate { get; init; } = 1e-8;

    /// <summary>What the learning rate is multiplied by when validation Dice stays on a plateau.</summary>
    [Range(0.0, 1.0, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    public double Factor { get; init; } = 0.5;

    /// <summary>Epochs without a better validation Dice before the learning rate is reduced.</summary>
    [Range(0, int.MaxValue)]
    public int Patience { get; init; } = 10;

    /// <summary>Channels of the network's first level.</summary>
    [Range(1, 1024)]
    public int Width { get; init; } = 8;

    /// <summary>Levels of the network's encoder.</summary>
    [Range(2, 8)]
    public int Depth { get; init; } = 5;

    /// <summary>Seeds the split, the weights and the order of slices.</summary>
    [Range(0, int.MaxValue)]
    public int Seed { get; init; } = 1;
}
