using System.ComponentModel.DataAnnotations;
using UNetTrainer.Data;
using UNetTrainer.Training;

namespace UNetTrainer.Runs;

/// <summary>Settings of a run: the content of <c>config.json</c>.</summary>
internal sealed record RunSettings
{
    /// <summary>Settings of images, slices and split.</summary>
    public DataSettings Data { get; init; } = new();

    /// <summary>Settings of loss, network and optimizer.</summary>
    public TrainingSettings Training { get; init; } = new();

    /// <summary>Returns settings of images with the channels of the run's network: one of a single channel sees colours as grey.</summary>
    public DataSettings WithChannels(DataSettings data) => data with { Grey = Data.Grey || Training.Channels == 1 };

    /// <summary>Returns the settings with the number of channels of the slices.</summary>
    public RunSettings For(Split split) => this with { Training = Training with { Channels = split.Training[0].Channels } };

    /// <summary>Device as given by the user: auto, cpu or cuda.</summary>
    [EnumDataType(typeof(DeviceChoice))]
    public DeviceChoice Device { get; init; } = DeviceChoice.Auto;

    /// <summary>Number of threads of libtorch; null for its own choice, which is the number of cores.</summary>
    [Range(1, 1024)]
    public int? Threads { get; init; }

    /// <summary>Origin of the results; null before the run, and in runs of before.</summary>
    public Provenance? Provenance { get; init; }

    /// <summary>Weights that the run begins with; null for random ones.</summary>
    public StartWeights? WeightsFrom { get; init; }

    /// <summary>Run folder; null for the default.</summary>
    public string? Out { get; init; }

    /// <summary>Whether the test part is segmented at the end. A trial of a setting is not tested.</summary>
    public bool IsTested { get; init; } = true;

    /// <summary>Whether the threshold of a pixel's probability is chosen on the validation part, instead of 1/2.</summary>
    public bool TuneThreshold { get; init; }

    /// <summary>Number of test slices that are drawn.</summary>
    [Range(0, 99)]
    public int Overlays { get; init; } = 4;

    /// <summary>Distance up to which surfaces agree for the normalised surface Dice, in mm, or in pixels where a file states no spacing.</summary>
    [Range(0, 1e6)]
    public double SurfaceTolerance { get; init; } = 1;
}
