using LossDsl;
using UNetTrainer;
using UNetTrainer.Training;
using static TorchSharp.torch;

namespace TrainingSpeed;

/// <summary>Training loop of the trainer itself, as run by the command 'train': batches read ahead, the generated loss, checks in every step.</summary>
internal sealed class TrainerContender : IContender
{
    private readonly FormulaLoss loss;
    private readonly Trainer trainer;
    private int epoch;

    /// <param name="name">Name of the contender in the table.</param>
    /// <param name="work">Slices and settings.</param>
    /// <param name="device">Device of the network; the CPU if null.</param>
    public TrainerContender(string name, Workload work, Device? device = null)
    {
        Name = name;
        loss = LossCatalog.All[work.Settings.Loss].Create(null, new() { Region = work.Settings.Region });
        trainer = new(work.Settings, new(loss), work.Split, device ?? CPU);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public (double Seconds, double Dice) Epoch()
    {
        var result = trainer.RunEpoch(++epoch, static _ => { }, CancellationToken.None);
        return (result.Seconds, result.Validation.Dice);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        trainer.Dispose();
        loss.Dispose();
    }
}
