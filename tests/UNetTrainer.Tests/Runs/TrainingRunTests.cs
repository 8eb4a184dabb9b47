using LossDsl;
using UNetTrainer.Data;
using UNetTrainer.Runs;
using UNetTrainer.Tests.Support;
using UNetTrainer.Training;

namespace UNetTrainer.Tests.Runs;

/// <summary>Tests of <see cref="TrainingRun"/>: the order of saving and showing an epoch.</summary>
public sealed class TrainingRunTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void AnEpoch_IsSavedBeforeItIsShown()
    {
        var settings = new RunSettings { Training = new() { Width = 2, Depth = 2, Epochs = 3 }, Overlays = 0 };
        var split = Split.Create([Phantom.Slices()], SplitFractions.Default, gap: 1, EmptySlices.Keep, seed: 1);
        using var loss = LossCatalog.All["dice"].Create(null, new LossOptions { Region = Region.WholeBatch });
        using var trainer = new Trainer(settings.Training, new(loss), split, TorchSharp.torch.CPU);
        using var run = new RunFolder(folder["run"]);
        var shown = new Shown(run);
        new TrainingRun(settings, new(loss), split, "cpu", run, shown).Execute(trainer, default);
        Assert.Equal([1, 2, 3], shown.Saved);
    }

    public void Dispose() => folder.Dispose();

    // Records the number of epochs in the checkpoint at the moment when an epoch would be shown.
    private sealed class Shown(RunFolder folder) : IRunProgress
    {
        public List<int> Saved { get; } = [];

        public EpochResult Epoch(int epoch, int batches, Func<Action<double?>, EpochResult> run)
        {
            var result = run(static _ => { });
            Saved.Add(Checkpoint.Read(folder.Checkpoint)?.Epochs.Count ?? 0);
            return result;
        }
    }
}
