using static TorchSharp.torch.optim;
using static TorchSharp.torch.optim.lr_scheduler;

namespace UNetTrainer.Training;

/// <summary>Sets the learning rate after each epoch. It follows from the epochs' results, so that a checkpoint need not keep it.</summary>
internal sealed class LearningRateSchedule
{
    private readonly LRScheduler? scheduler;
    private readonly bool looksAtDice;

    /// <param name="optimizer">Whose rate is set.</param>
    /// <param name="settings">Which schedule.</param>
    public LearningRateSchedule(Optimizer optimizer, TrainingSettings settings)
    {
        looksAtDice = settings.Schedule == ScheduleKind.Plateau;
        scheduler = settings.Schedule switch
        {
            ScheduleKind.Plateau => ReduceLROnPlateau(optimizer, mode: "max", settings.Factor, settings.Patience, min_lr: [settings.MinLearningRate], eps: 0),
            ScheduleKind.Cosine => CosineAnnealingLR(optimizer, settings.Epochs, settings.MinLearningRate),
            _ => null,
        };
    }

    /// <summary>An epoch is done.</summary>
    /// <param name="dice">Its validation Dice.</param>
    public void Step(double dice)
    {
        if (looksAtDice)
        {
            scheduler!.step(dice);
        }
        else
        {
            scheduler?.step();
        }
    }
}
