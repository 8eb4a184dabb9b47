using TorchSharp;
using TorchSharp.Modules;
using UNetTrainer.Training;

namespace UNetTrainer.Runs;

/// <summary>Log of the epochs of a run for TensorBoard. Event files lie in a folder of their own, where <c>tensorboard --logdir runs</c> finds them.</summary>
internal sealed class TensorBoardLog(string folder)
{
    private readonly Lazy<SummaryWriter> writer =
        new(() => torch.utils.tensorboard.SummaryWriter(Path.Combine(folder, "tensorboard"), createRunName: false));

    /// <summary>Adds an epoch, which is in the file when the method returns.</summary>
    public void Add(EpochResult e)
    {
        Scalar("loss/training", e.TrainingLoss);
        Scalar("loss/validation", e.ValidationLoss);
        Scalar("validation/Dice", e.Validation.Dice);
        Scalar("validation/sensitivity", e.Validation.Sensitivity);
        Scalar("validation/specificity", e.Validation.Specificity);
        Scalar("learning rate", e.LearningRate);

        // TensorBoard has no sign for an undefined figure: it is left out.
        void Scalar(string tag, double value)
        {
            if (!double.IsNaN(value))
            {
                writer.Value.add_scalar(tag, (float)value, e.Epoch);
            }
        }
    }
}
