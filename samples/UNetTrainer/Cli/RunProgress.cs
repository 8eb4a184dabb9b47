using Spectre.Console;
using UNetTrainer.Data;
using UNetTrainer.Runs;
using UNetTrainer.Training;

namespace UNetTrainer.Cli;

/// <summary>Shows a run on a console: a line for each epoch, and on a terminal a bar while it runs.</summary>
internal abstract class RunProgress(IAnsiConsole console, int epochs) : IRunProgress
{
    private readonly IAnsiConsole console = console;
    private readonly int epochs = epochs;

    /// <summary>The progress that suits the console.</summary>
    public static RunProgress On(IAnsiConsole console, int epochs) =>
        console.Profile.Capabilities.Interactive && console.Profile.Out.IsTerminal ? new Bars(console, epochs) : new Lines(console, epochs);

    /// <summary>The data is read and training begins.</summary>
    public void Started(string loss, Split split, string device, string folder) => console.WriteLine(
        $"Loss {loss} on {device}: {split.Training.Count} slices to train, {split.Validation.Count} to validate, {split.Test.Count} to test. Run folder: {folder}");

    /// <inheritdoc/>
    public EpochResult Epoch(int epoch, int batches, Func<Action<double?>, EpochResult> run)
    {
        var result = Show(epoch, batches, run);
        console.WriteLine(FormattableString.Invariant(
            $"epoch {epoch,3}/{epochs}  loss {result.TrainingLoss:F4}  validation {result.ValidationLoss:F4}  Dice {result.Validation.Dice:F4}  rate {result.LearningRate:0.0e+0}  {result.Seconds:F1} s"));
        return result;
    }

    /// <summary>Runs the epoch while showing its batches.</summary>
    protected abstract EpochResult Show(int epoch, int batches, Func<Action<double?>, EpochResult> run);

    private sealed class Lines(IAnsiConsole console, int epochs) : RunProgress(console, epochs)
    {
        protected override EpochResult Show(int epoch, int batches, Func<Action<double?>, EpochResult> run) => run(static _ => { });
    }

    private sealed class Bars(IAnsiConsole console, int epochs) : RunProgress(console, epochs)
    {
        protected override EpochResult Show(int epoch, int batches, Func<Action<double?>, EpochResult> run) => console
            .Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                var task = context.AddTask($"epoch {epoch}/{epochs}", maxValue: batches);
                return run(loss =>
                {
                    task.Description = loss is { } value ? FormattableString.Invariant($"epoch {epoch}/{epochs}  loss {value:F4}") : $"epoch {epoch}/{epochs}  validating";
                    task.Increment(1);
                });
            });
    }
}
