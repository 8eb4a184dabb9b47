using Spectre.Console;
using UNetTrainer.Data;
using UNetTrainer.Runs;
using UNetTrainer.Training;
using UNetTrainer.Wording;

namespace UNetTrainer.Cli;

/// <summary>Progress display of a run on a console: a line for each finished epoch, and on a terminal a bar for the running one.</summary>
internal sealed class RunProgress(IAnsiConsole console, int epochs) : IRunProgress
{
    private IRunProgress running = new Silent();

    /// <summary>Returns a display of running epochs that leaves nothing behind: a bar on a terminal, nothing elsewhere.</summary>
    public static IRunProgress Running(IAnsiConsole console, int epochs, Split split, Func<string>? title = null) =>
        console.Profile.Capabilities.Interactive && console.Profile.Out.IsTerminal ? new EpochBar(console, epochs, split.Training.Count + split.Validation.Count, title) : new Silent();

    /// <summary>Announces the run, once the data is read and training begins.</summary>
    public void Started(Objective loss, Split split, BatchSizes batches, string device, string folder)
    {
        running = Running(console, epochs, split);
        console.WriteLine($"Loss {loss.Name}, {LossActivation.Word(loss.Activation)}, on {device}: {Plural.Of(split.Training.Count, "slice")} to train, {split.Validation.Count} to validate, {split.Test.Count} to test. Batches of {batches}. Run folder: {folder}");
    }

    /// <inheritdoc/>
    public EpochResult Epoch(int epoch, int batches, Func<Action<double?>, EpochResult> run)
    {
        var result = running.Epoch(epoch, batches, run);
        console.WriteLine(FormattableString.Invariant(
            $"epoch {epoch,3}/{epochs}  loss {result.TrainingLoss:F4}  validation {result.ValidationLoss:F4}  Dice {FigureText.Number(result.Validation.Dice)}  rate {result.LearningRate:0.0e+0}  {result.Seconds:F1} s"));
        return result;
    }

    private sealed class Silent : IRunProgress
    {
        public EpochResult Epoch(int epoch, int batches, Func<Action<double?>, EpochResult> run) => run(static _ => { });
    }
}
