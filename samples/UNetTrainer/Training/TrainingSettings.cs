using System.ComponentModel.DataAnnotations;
using LossDsl;

namespace UNetTrainer.Training;

/// <summary>How the network is built and trained. The defaults follow Jadon 2020, section III, where it states them.</summary>
internal sealed record TrainingSettings
{
    /// <summary>The name of the loss in the catalog.</summary>
    public string Loss { get; init; } = "dice";

    /// <summary>The hyperparameters of the loss, all of them.</summary>
    public IReadOnlyDictionary<string, double> Hyperparameters { get; init; } = new Dictionary<string, double>();

    /// <summary>How the network's output becomes probabilities; null for the activation that the loss is made for. A run that has begun has it in its config.json.</summary>
    [EnumDataType(typeof(Activation))]
    public Activation? Activation { get; init; }

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

    /// <summary>How the learning rate goes down.</summary>
    [EnumDataType(typeof(ScheduleKind))]
    public ScheduleKind Schedule { get; init; } = ScheduleKind.Plateau;

    /// <summary>What the learning rate is multiplied by when validation Dice stays on a plateau.</summary>
    [Range(0.0, 1.0, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    public double Factor { get; init; } = 0.5;

    /// <summary>Epochs without a better validation Dice before the learning rate is reduced.</summary>
    [Range(0, int.MaxValue)]
    public int Patience { get; init; } = 10;

    /// <summary>Training ends after this many epochs without a better validation Dice; 0 for never.</summary>
    [Range(0, int.MaxValue)]
    public int StopAfter { get; init; }

    /// <summary>What weights are made smaller by with each step, in learning rates (AdamW, Loshchilov and Hutter 2019); 0 for not at all.</summary>
    [Range(0.0, 1.0)]
    public double WeightDecay { get; init; }

    /// <summary>The largest norm of all gradients together; longer ones are shortened. 0 for no limit.</summary>
    [Range(0.0, double.MaxValue)]
    public double ClipGradient { get; init; }

    /// <summary>Batches that one step is made of.</summary>
    [Range(1, int.MaxValue)]
    public int Accumulate { get; init; } = 1;

    /// <summary>Whether the decoder's lower levels are trained by the loss too, each half as much as the one above.</summary>
    public bool DeepSupervision { get; init; }

    /// <summary>Whether half of the training batches are turned upside down, at random.</summary>
    public bool Flip { get; init; }

    /// <summary>Training slices are turned by up to this many degrees, at random.</summary>
    [Range(0.0, 180.0)]
    public double Rotate { get; init; }

    /// <summary>Training slices are made larger or smaller by up to this share, at random.</summary>
    [Range(0.0, 0.9)]
    public double Scale { get; init; }

    /// <summary>Training slices are bent by up to this many pixels, at random.</summary>
    [Range(0.0, 100.0)]
    public double Elastic { get; init; }

    /// <summary>Contrast and brightness of training slices change by up to this share of their standard deviation, at random.</summary>
    [Range(0.0, 1.0)]
    public double Intensity { get; init; }

    /// <summary>The type that the network's convolutions compute in.</summary>
    [EnumDataType(typeof(WeightType))]
    public WeightType Weights { get; init; } = WeightType.Float32;

    /// <summary>How the network's features lie in memory.</summary>
    [EnumDataType(typeof(FeatureOrder))]
    public FeatureOrder Features { get; init; } = FeatureOrder.Auto;

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
