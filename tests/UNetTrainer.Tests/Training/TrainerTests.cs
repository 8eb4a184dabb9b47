using LossDsl;
using TorchSharp;
using UNetTrainer.Data;
using UNetTrainer.Imaging;
using UNetTrainer.Tests.Support;
using UNetTrainer.Training;
using static TorchSharp.torch;

namespace UNetTrainer.Tests.Training;

/// <summary>Tests of the trainer: learning, learning rates, divergence, cancellation and memory.</summary>
public class TrainerTests
{
    private static readonly Split Phantoms = Split.Create([Phantom.Slices()], SplitFractions.Default, gap: 1, EmptySlices.Keep, seed: 1);

    private static readonly TrainingSettings Small = new() { Width = 4, Depth = 3, LearningRate = 1e-2 };

    [Theory]
    [InlineData(Activation.Sigmoid)]
    [InlineData(Activation.Softmax)]
    [InlineData(Activation.None)]
    public void Training_LearnsThePhantom(Activation activation)
    {
        using var trainer = Trainer(Small with { Activation = activation });
        for (var epoch = 1; epoch <= 6; epoch++)
        {
            trainer.RunEpoch(epoch, static _ => { }, default);
        }

        Assert.InRange(trainer.Evaluate(Phantoms.Test, static () => { }, default).Confusion.Dice, 0.97, 1);
    }

    [Fact]
    public void AScore_IsMaximized()
    {
        // Minimizing a score would unlearn: the Dice below needs a trainer that heeds Direction.
        var dice = LossCatalog.All["dice"];
        var score = new CatalogEntry(dice.Metadata with { Name = "score", Direction = Direction.Maximize }, static (_, options) => new ErrorScore(options));
        using var trainer = Trainer(Small, score);
        for (var epoch = 1; epoch <= 6; epoch++)
        {
            trainer.RunEpoch(epoch, static _ => { }, default);
        }

        Assert.InRange(trainer.Evaluate(Phantoms.Test, static () => { }, default).Confusion.Dice, 0.97, 1);
    }

    [Fact]
    public void TheSameSeed_GivesTheSameCurve()
    {
        Assert.Equal(Curve(1), Curve(1));
        Assert.NotEqual(Curve(1), Curve(2));

        static (double, double)[] Curve(int seed)
        {
            using var trainer = Trainer(Small with { Seed = seed });
            return [.. Enumerable.Range(1, 2).Select(e => trainer.RunEpoch(e, static _ => { }, default)).Select(static r => (r.TrainingLoss, r.ValidationLoss))];
        }
    }

    [Fact]
    public void APlateau_ReducesTheRate_DownToTheSmallest()
    {
        // With so small a learning rate the network hardly moves, and validation does not improve.
        using var trainer = Trainer(Small with { LearningRate = 1e-6, MinLearningRate = 1e-8, Factor = 0.1, Patience = 0 });
        var rates = Enumerable.Range(1, 25).Select(e => trainer.RunEpoch(e, static _ => { }, default).LearningRate).ToArray();

        Assert.Equal(1e-6, rates[0]);
        Assert.Equal(1e-8, rates[^1], 1e-12);
    }

    [Fact]
    public void BetterDice_KeepsTheRate()
    {
        using var trainer = Trainer(Small with { Factor = 0.1, Patience = 0, LearningRate = 3e-3 });
        var results = Enumerable.Range(1, 5).Select(e => trainer.RunEpoch(e, static _ => { }, default)).ToArray();
        foreach (var (previous, result, next) in results.Zip(results.Skip(1), results.Skip(2)))
        {
            Assert.Equal(result.Validation.Dice > results.TakeWhile(r => r != result).Max(static r => r.Validation.Dice) * 1.0001, next.LearningRate == result.LearningRate);
        }
    }

    [Fact]
    public void TensorsInUse_StayTheSameOverEpochs()
    {
        using var trainer = Trainer(Small);
        trainer.RunEpoch(1, static _ => { }, default);

        // Tensors that earlier tests left to the finalizers must not be counted.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var before = Tensor.TotalCount;
        for (var epoch = 2; epoch <= 4; epoch++)
        {
            trainer.RunEpoch(epoch, static _ => { }, default);
            trainer.Predict(Phantoms.Test[0]);
        }

        // The count may fall, as tensors of other tests may be collected meanwhile.
        Assert.InRange(Tensor.TotalCount, 0, before);
    }

    [Fact]
    public void ALossThatIsNotFinite_StopsWithBatchAndEpoch_BeforeTheWeightsAreLost()
    {
        using var trainer = Trainer(Small with { LearningRate = 1e30 });
        var error = Assert.Throws<DivergedException>(() => trainer.RunEpoch(1, static _ => { }, default));

        Assert.Contains("Loss 'dice' is NaN in batch", error.Message, StringComparison.Ordinal);
        Assert.Contains("epoch 1 (head z", error.Message, StringComparison.Ordinal);
        Assert.Contains("outputs of the network are not finite", error.Message, StringComparison.Ordinal);
        Assert.All(trainer.Network.parameters(), static p => Assert.True(p.isfinite().all().item<bool>()));
    }

    [Theory]
    [InlineData(double.NaN, 0, "Loss 'broken' is NaN in batch 1")]
    [InlineData(double.PositiveInfinity, 0, "Loss 'broken' is Infinity in batch 1")]
    [InlineData(1, double.NaN, "The gradient of loss 'broken' is not finite in batch 1")]
    public void ALossThatIsNotFiniteForFiniteOutputs_IsNamedWithItsFormula(double value, double gradient, string expected)
    {
        var broken = new CatalogEntry(LossCatalog.All["dice"].Metadata, (_, options) => new FixedResultLoss(options, value, gradient));
        using var trainer = Trainer(Small with { Hyperparameters = new Dictionary<string, double> { ["smooth"] = 0 } }, broken);
        var error = Assert.Throws<DivergedException>(() => trainer.RunEpoch(1, static _ => { }, default));

        Assert.StartsWith(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains("outputs are finite", error.Message, StringComparison.Ordinal);
        Assert.Contains("log(p) with smooth = 0", error.Message, StringComparison.Ordinal);
        Assert.All(trainer.Network.parameters(), static p => Assert.True(p.isfinite().all().item<bool>()));
    }

    [Theory]
    [InlineData(Verdict.Refuted, Verdict.Refuted, "Its value is infinite or undefined for some predictions")]
    [InlineData(Verdict.Proved, Verdict.Refuted, "Its gradient has no bound")]
    [InlineData(Verdict.Undecided, Verdict.Proved, "not proved that its value")]
    [InlineData(Verdict.Proved, Verdict.Undecided, "not proved that its gradient")]
    [InlineData(Verdict.Proved, Verdict.Proved, "log(p). Try other")]
    public void ALossThatIsNotFiniteForFiniteOutputs_IsNamedWithWhatIsNotProved(Verdict finite, Verdict bounded, string expected)
    {
        var metadata = LossCatalog.All["dice"].Metadata with { Formula = "log(p)", Proof = new() { IsFinite = finite, HasBoundedGradient = bounded } };
        using var output = zeros(1, 1, 2, 2);
        Assert.Contains(expected, new DivergenceDiagnosis(metadata, Small).Describe(1, 1, Phantoms.Test, double.NaN, output).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cancellation_EndsAfterTheRunningBatch()
    {
        using var trainer = Trainer(Small);
        using var source = new CancellationTokenSource();
        var batches = 0;
        Assert.Throws<OperationCanceledException>(() => trainer.RunEpoch(
            1,
            _ =>
            {
                if (++batches == 3)
                {
                    source.Cancel();
                }
            },
            source.Token));
        Assert.Equal(3, batches);
    }

    [Fact]
    public void VolumesOfLikeSizes_ShareAFrame()
    {
        var volume = new LabelledVolume("other", new Volume(30, 10, 30, [.. Enumerable.Range(0, 9000).Select(static i => (float)(i % 7))]), new Volume(30, 10, 30, new float[9000]));
        var both = Split.Create([Phantom.Slices(), [.. Slice.All(volume, Axis.Z)]], SplitFractions.Default, 1, EmptySlices.Keep, 1);
        using var trainer = Trainer(Small, split: both);
        trainer.RunEpoch(1, static _ => { }, default);

        // The padding is no part of an image: it is not counted, and a single slice is segmented without it.
        var slices = both.Training.Concat(both.Test).ToArray();
        var counts = trainer.Evaluate(slices, static () => { }, default).Confusion;
        Assert.Equal(slices.Sum(static s => s.Width * s.Height), counts.TruePositives + counts.FalsePositives + counts.FalseNegatives + counts.TrueNegatives);
        Assert.All(slices, s => Assert.Equal(new(s.Height, s.Width), trainer.Predict(s).Frame));
    }

    private static Trainer Trainer(TrainingSettings settings, CatalogEntry? loss = null, Split? split = null)
    {
        var options = new LossOptions { Activation = settings.Activation, Region = settings.Region };
        return new(settings, new((loss ?? LossCatalog.All[settings.Loss]).Create(null, options)), split ?? Phantoms, CPU);
    }
}
