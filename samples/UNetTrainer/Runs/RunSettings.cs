using System.ComponentModel.DataAnnotations;
using UNetTrainer.Data;
using UNetTrainer.Training;

namespace UNetTrainer.Runs;

/// <summary>Everything that a run was asked to do: the content of <c>config.json</c>.</summary>
internal sealed record RunSettings
{
    /// <summary>Images, slices and split.</summary>
    public DataSettings Data { get; init; } = new();

    /// <summary>Loss, network and optimizer.</summary>
    public TrainingSettings Training { get; init; } = new();

    /// <summary>auto, cpu or cuda, as asked.</summary>
    [EnumDataType(typeof(DeviceChoice))]
    public DeviceChoice Device { get; init; } = DeviceChoice.Auto;

    /// <summary>The run folder, if one was named.</summary>
    public string? Out { get; init; }

    /// <summary>How many test slices are drawn.</summary>
    [Range(0, 99)]
    public int Overlays { get; init; } = 4;
}
