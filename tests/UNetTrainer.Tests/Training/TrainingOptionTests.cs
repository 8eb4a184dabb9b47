using LossDsl;
using TorchSharp;
using UNetTrainer.Data;
using UNetTrainer.Network;
using UNetTrainer.Tests.Support;
using UNetTrainer.Training;
using static TorchSharp.torch;

namespace UNetTrainer.Tests.Training;

/// <summary>Tests of training options: schedules, accumulation, clipping, deep supervision, weight types and memory orders.</summary>
public class TrainingOptionTests
{
    private static readonly Split Phantoms = Split.Create([Phantom.Slices()], SplitFractions.Default, gap: 1, EmptySlices.Keep, seed: 1);

    private static readonly TrainingSettings Small = new() { Width = 4, Depth = 3, LearningRate = 1e-2 };

    public static TheoryData<string> Options() => ["weight decay", "clipping", "accumulation", "deep supervision", "cosine", "augmentation", "bfloat16", "bfloat16, channels last"];

    [Theory]
    [MemberData(nameof(Options))]
    public void EveryOption_ChangesTheTraining_AndLearnsThePhantom(string option)
    {
        var settings = option switch
        {
            "weight decay" => Small with { WeightDecay = 0.1 },
            "clipping" => Small with { ClipGradient = 0.01 },
            "accumulation" => Small with { Accumulate = 2, MinBatches = 32 },
            "deep supervision" => Small with { DeepSupervision = true },
            "bfloat16" => Small with { Weights = WeightType.Bfloat16 },
            "bfloat16, channels last" => Small with { Weights = WeightType.Bfloat16, Features = FeatureOrder.ChannelsLast, DeepSupervision = true },
            "cosine" => Small with { Schedule = ScheduleKind.Cosine, Epochs = 8 },
            _ => Small with { Flip = true, Rotate = 20, Scale = 0.1, Elastic = 1, Intensity = 0.1 },
        };
        var (curve, dice) = Train(settings, 8);
        Assert.NotEqual(Train(Small, 2).Curve, curve.Take(2));
        Assert.InRange(dice, 0.95, 1);
    }

    [Fact]
    public void Cosine_GoesFromTheFirstRateToTheSmallest()
    {
        using var trainer = Trainer(Small with { Schedule = ScheduleKind.Cosine, Epochs = 5, MinLearningRate = 1e-5 });
        var rates = Enumerable.Range(1, 6).Select(e => trainer.RunEpoch(e, static _ => { }, default).LearningRate).ToArray();
        var expected = Enumerable.Range(0, 6).Select(static e => 1e-5 + ((1e-2 - 1e-5) * (1 + Math.Cos(Math.PI * e / 5)) / 2));
        Assert.All(rates.Zip(expected), static p => Assert.Equal(p.Second, p.First, 1e-9));
    }

    [Fact]
    public void AConstantSchedule_KeepsTheRate()
    {
        using var trainer = Trainer(Small with { Schedule = ScheduleKind.Constant, LearningRate = 1e-6, Patience = 0 });
        Assert.All(Enumerable.Range(1, 5), e => Assert.Equal(1e-6, trainer.RunEpoch(e, static _ => { }, default).LearningRate));
    }

    [Fact]
    public void AccumulatedGradients_AreTheMeanOfTheirBatches()
    {
        // Equal batches have equal gradients, so the step is the same as without accumulation.
        Assert.Equal(Weights(accumulate: 1, batches: 1), Weights(accumulate: 2, batches: 2));
        Assert.Equal(Weights(accumulate: 1, batches: 1), Weights(accumulate: 5, batches: 3));
        Assert.NotEqual(Weights(accumulate: 1, batches: 1), Weights(accumulate: 1, batches: 2));

        static float[] Weights(int accumulate, int batches)
        {
            random.manual_seed(1);
            using var network = new UNet(2, 2);
            using var optimizer = new OptimizerSteps(network, Small with { Accumulate = accumulate });
            using var images = ones(2, 1, 8, 8);
            for (var number = 1; number <= batches; number++)
            {
                optimizer.BeginBatch(number);
                network.eval();
                network.call(images).sum().backward();
                optimizer.EndBatch(number, last: number == batches);
            }

            return [.. network.parameters().SelectMany(static p => p.data<float>().ToArray()).Select(static w => MathF.Round(w, 5))];
        }
    }

    [Fact]
    public void ClippedGradients_HaveTheLargestNorm()
    {
        using var network = new UNet(2, 2);
        using var optimizer = new OptimizerSteps(network, Small with { ClipGradient = 0.5 });
        optimizer.BeginBatch(1);
        (1000 * network.call(ones(2, 1, 8, 8))).sum().backward();
        optimizer.EndBatch(1, last: true);
        var norm = Math.Sqrt(network.parameters().Sum(static p => p.grad?.pow(2).sum().ToDouble() ?? 0));
        Assert.Equal(0.5, norm, 1e-3);
    }

    [Fact]
    public void DeepSupervision_HasAnOutputForEachLevelOfTheDecoder_OfTheSameSize()
    {
        using var scope = NewDisposeScope();
        using var network = new UNet(2, 4, 3, deepSupervision: true);
        var outputs = network.Outputs(rand(2, 1, 20, 28));
        Assert.Equal(3, outputs.Count);
        Assert.All(outputs, static o => Assert.Equal([2, 3, 20, 28], o.shape));
        network.eval();
        var image = rand(1, 1, 20, 28);
        Assert.True(network.call(image).eq(network.Outputs(image)[0]).all().item<bool>());
    }

    [Fact]
    public void ChannelsLast_IsTheSameNetwork_InAnotherOrder()
    {
        using var scope = NewDisposeScope();
        var images = rand(2, 1, 20, 28);
        var (first, last) = (Output(FeatureOrder.ChannelsFirst), Output(FeatureOrder.ChannelsLast));
        Assert.Equal((28, 1), (first.stride(2), last.stride(1)));
        Assert.True(first.allclose(last, rtol: 1e-4, atol: 1e-5));

        Tensor Output(FeatureOrder order)
        {
            using var trainer = Trainer(Small with { Activation = Activation.Softmax, Features = order });
            return trainer.Network.call(images).MoveToOuterDisposeScope();
        }
    }

    [Fact]
    public void Bfloat16Weights_AccumulateStepsBelowTheirPrecision()
    {
        // Each step is below half a unit in the last place of most bfloat16 weights: without float32 master weights rounding would undo it.
        random.manual_seed(1);
        using var network = new UNet(2, 2);
        network.ConvolveIn(ScalarType.BFloat16);
        using var optimizer = new OptimizerSteps(network, Small with { LearningRate = 3e-5 });
        using var images = rand(2, 1, 8, 8);
        var before = Weights();
        for (var number = 1; number <= 100; number++)
        {
            optimizer.BeginBatch(number);
            network.call(images).to_type(float32).sum().backward();
            optimizer.TakeGradients();
            optimizer.EndBatch(number, last: false);
        }

        Assert.All(network.parameters(), static p => Assert.True(p.dtype == (p.shape.Length == 4 ? ScalarType.BFloat16 : p.dtype)));
        Assert.InRange(Weights().Zip(before).Count(static w => Math.Abs(w.First) > 0.05 && Math.Abs(w.First - w.Second) > 1e-3), before.Length / 4, before.Length);

        float[] Weights() => [.. network.parameters().Where(static p => p.dtype == ScalarType.BFloat16).SelectMany(static p => p.to_type(float32).data<float>().ToArray())];
    }

    private static ((double, double)[] Curve, double Dice) Train(TrainingSettings settings, int epochs)
    {
        using var trainer = Trainer(settings);
        var curve = Enumerable.Range(1, epochs).Select(e => trainer.RunEpoch(e, static _ => { }, default)).Select(static r => (r.TrainingLoss, r.ValidationLoss)).ToArray();
        return (curve, trainer.Evaluate(Phantoms.Test, static () => { }, default).Confusion.Dice);
    }

    private static Trainer Trainer(TrainingSettings settings) =>
        new(settings, new(LossCatalog.All["dice"].Create(null, new() { Region = settings.Region })), Phantoms, CPU);
}
