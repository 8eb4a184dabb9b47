using System.ComponentModel.DataAnnotations;
using LossDsl;

namespace UNetTrainer.Training;

/// <summary>Settings of network and training. Defaults follow Jadon 2020, section III, if the paper states them.</summary>
internal sealed record TrainingSettings
{
    /// <summary>Name of the loss in the catalog.</summary>
    public string Loss { get; init; } = "dice";

    /// <summary>Values of all hyperparameters of the loss.</summary>
    public IReadOnlyDictionary<string, double> Hyperparameters { get; init; } = new Dictionary<string, double>();

    /// <summary>Activation of the network's output; null for the one that the loss is made for. The config.json of a run that has begun always states the activation.</summary>
    [EnumDataType(typeof(Activation))]
    public Activation? Activation { get; init; }

    /// <summary>
    /// Pixels over which one value of the loss is computed. The default is the whole batch, because an overlap loss of a slice without foreground
    /// is almost constant: per image, no gradient would teach the network to leave such slices empty.
    /// </summary>
    [EnumDataType(typeof(Region))]
    public Region Region { get; init; } = Region.WholeBatch;

    /// <summary>Number of passes over the training slices.</summary>
    [Range(1, int.MaxValue)]
    public int Epochs { get; init; } = 50;

    /// <summary>Largest number of slices in a batch.</summary>
    [Range(1, int.MaxValue)]
    public int BatchSize { get; init; } = 32;

    /// <summary>
    /// Smallest number of training batches in an epoch: a small set gets smaller batches rather than two steps an epoch. Adam moves a weight by about
    /// the learning rate a step, so a network needs some hundred steps however large they are.
    /// </summary>
    [Range(1, int.MaxValue)]
    public int MinBatches { get; init; } = 16;

    /// <summary>Whether half of the training batches are mirrored, at random: twice the anatomy for a small set.</summary>
    public bool Mirror { get; init; } = true;

    /// <summary>Initial learning rate of Adam.</summary>
    [Range(double.Epsilon, double.MaxValue)]
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Lower bound of the learning rate.</summary>
    [Range(double.Epsilon, double.MaxValue)]
    public double MinLearningRate { get; init; } = 1e-8;

    /// <summary>Kind of learning-rate schedule.</summary>
    [EnumDataType(typeof(ScheduleKind))]
    public ScheduleKind Schedule { get; init; } = ScheduleKind.Plateau;

    /// <summary>Factor of the learning rate when validation Dice stays on a plateau.</summary>
    [Range(0.0, 1.0, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    public double Factor { get; init; } = 0.5;

    /// <summary>Number of epochs without a better validation Dice before the learning rate is reduced.</summary>
    [Range(0, int.MaxValue)]
    public int Patience { get; init; } = 10;

    /// <summary>Number of epochs without a better validation Dice after which training ends; 0 for never.</summary>
    [Range(0, int.MaxValue)]
    public int StopAfter { get; init; }

    /// <summary>Weight decay: share by which a step shrinks the weights, as a multiple of the learning rate (AdamW, Loshchilov and Hutter 2019). 0 for none.</summary>
    [Range(0.0, 1.0)]
    public double WeightDecay { get; init; }

    /// <summary>Largest norm of all gradients together, to which larger ones are clipped. 0 for no limit.</summary>
    [Range(0.0, double.MaxValue)]
    public double ClipGradient { get; init; }

    /// <summary>Number of batches whose gradients are accumulated for one step.</summary>
    [Range(1, int.MaxValue)]
    public int Accumulate { get; init; } = 1;

    /// <summary>Whether the loss is also applied to the decoder's lower levels, each with half the weight of the one above.</summary>
    public bool DeepSupervision { get; init; }

    /// <summary>Whether half of the training batches are turned upside down, at random.</summary>
    public bool Flip { get; init; }

    /// <summary>Largest random rotation of training slices, in degrees.</summary>
    [Range(0.0, 180.0)]
    public double Rotate { get; init; }

    /// <summary>Largest random change of the size of training slices, as a share.</summary>
    [Range(0.0, 0.9)]
    public double Scale { get; init; }

    /// <summary>Largest random elastic displacement in training slices, in pixels.</summary>
    [Range(0.0, 100.0)]
    public double Elastic { get; init; }

    /// <summary>Largest random change of contrast and brightness of training slices, as a share of their standard deviation.</summary>
    [Range(0.0, 1.0)]
    public double Intensity { get; init; }

    /// <summary>Number type in which the network's convolutions compute.</summary>
    [EnumDataType(typeof(WeightType))]
    public WeightType Weights { get; init; } = WeightType.Float32;

    /// <summary>Order of the network's features in memory.</summary>
    [EnumDataType(typeof(FeatureOrder))]
    public FeatureOrder Features { get; init; } = FeatureOrder.Auto;

    /// <summary>Number of channels of the network's first level.</summary>
    [Range(1, 1024)]
    public int Width { get; init; } = 8;

    /// <summary>Number of channels of the images, which the network's first convolution takes; null for those of the data. Runs of before this setting have 1.</summary>
    [Range(1, 1024)]
    public int? Channels { get; init; } = 1;

    /// <summary>Number of levels of the network's encoder.</summary>
    [Range(2, 8)]
    public int Depth { get; init; } = 5;

    /// <summary>Seed of the split, the weights and the order of slices.</summary>
    [Range(0, int.MaxValue)]
    public int Seed { get; init; } = 1;
}
