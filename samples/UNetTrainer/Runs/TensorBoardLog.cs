using TorchSharp;
using TorchSharp.Modules;
using UNetTrainer.Errors;
using UNetTrainer.Training;

namespace UNetTrainer.Runs;

/// <summary>Log of the epochs of a run for TensorBoard. Event files lie in a folder of their own, where <c>tensorboard --logdir runs</c> finds them.</summary>
internal sealed class TensorBoardLog(string folder)
{
    private readonly string folder = Path.Combine(folder, "tensorboard");
    private SummaryWriter? writer;

    /// <summary>Adds an epoch, which is in the file when the method returns.</summary>
    /// <exception cref="OutputException">The epoch cannot be written; the file is as before.</exception>
    public void Add(EpochResult e)
    {
        var before = Lengths();
        try
        {
            Write(e);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Restore(before);
            throw OutputException.Of(folder, error);
        }
    }

    private void Write(EpochResult e)
    {
        writer ??= torch.utils.tensorboard.SummaryWriter(folder, createRunName: false);
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
                writer.add_scalar(tag, (float)value, e.Epoch);
            }
        }
    }

    private Dictionary<string, long> Lengths() => Directory.Exists(folder) ? Directory.GetFiles(folder).ToDictionary(static f => f, static f => new FileInfo(f).Length) : [];

    // A full disk leaves a part of an event, behind which TensorBoard would read nothing more.
    private void Restore(Dictionary<string, long> lengths)
    {
        foreach (var (file, length) in Lengths())
        {
            if (!lengths.TryGetValue(file, out var before))
            {
                Replacement.Delete(file);
            }
            else if (length != before)
            {
                using var stream = File.OpenWrite(file);
                stream.SetLength(before);
            }
        }
    }
}
