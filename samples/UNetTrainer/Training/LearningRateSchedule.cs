using static TorchSharp.torch.optim;
using static TorchSharp.torch.optim.lr_scheduler;

namespace UNetTrainer.Training;

/// <summary>Schedule that sets the learning rate after each epoch. The rate follows from the results of the epochs, so that a checkpoint need not store the schedule.</summary>
internal sealed class LearningRateSchedule
{
    private readonly LRScheduler? scheduler;
    private readonly bool looksAtDice;

    /// <param name="optimizer">Optimizer whose learning rate is set.</param>
    /// <param name="settings">Settings with the kind of schedule and its numbers.</param>
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

    /// <summary>Sets the learning rate of the next epoch.</summary>
    /// <param name="dice">Validation Dice of the epoch that has ended. If undefined, it tells nothing of a plateau and the rate stays.</param>
    public void Step(double dice)
    {
        if (!looksAtDice)
        {
            scheduler?.step();
        }
        else if (!double.IsNaN(dice))
        {
            scheduler!.step(dice);
        }
    }
}
