using Spectre.Console;
using UNetTrainer.Runs;
using UNetTrainer.Training;

namespace UNetTrainer.Cli;

/// <summary>Progress bar of the running epoch, with loss, Dice, throughput and the remaining time of the whole run. The bar disappears when the epoch ends.</summary>
/// <param name="console">A terminal.</param>
/// <param name="epochs">Epochs of the run.</param>
/// <param name="images">Images of an epoch, those of validation included.</param>
/// <param name="title">Text in front of the bar, if the run is one of several.</param>
internal sealed class EpochBar(IAnsiConsole console, int epochs, int images, Func<string>? title = null) : IRunProgress
{
    private ThroughputEstimate? pace;
    private double? dice;

    /// <inheritdoc/>
    public EpochResult Epoch(int epoch, int batches, Func<Action<double?>, EpochResult> run)
    {
        pace ??= new(epochs - epoch + 1, batches, images, TimeProvider.System);
        var result = console.Progress()
            .AutoClear(true)
            .Columns(new SpinnerColumn(), new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .Start(context =>
            {
                var task = context.AddTask(Describe(epoch, null), maxValue: batches);
                return run(loss =>
                {
                    pace.BatchDone();
                    task.Description = Describe(epoch, loss);
                    task.Increment(1);
                });
            });
        dice = result.Validation.Dice;
        return result;
    }

    private string Describe(int epoch, double? loss)
    {
        var now = loss is { } value ? FormattableString.Invariant($"loss {value:F4}") : "validating";
        var before = dice is { } last ? $"  Dice {FigureText.Number(last)}" : "";
        return $"{title?.Invoke()}epoch {epoch}/{epochs}  {now}{before}  {pace}";
    }
}
