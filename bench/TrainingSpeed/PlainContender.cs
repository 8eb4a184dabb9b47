using System.Diagnostics;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TrainingSpeed;

/// <summary>Training loop as in a TorchSharp tutorial: all pixels in memory, Dice loss by autograd, Adam, no checks.</summary>
internal sealed class PlainContender : IContender
{
    private readonly Workload work;
    private readonly (Tensor Images, Tensor Masks) training, validation;
    private readonly PlainUNet network;
    private readonly OptimizerHelper optimizer;
    private readonly Random order = new(1);

    /// <param name="work">Slices and settings.</param>
    /// <param name="device">Device of network and pixels; the CPU if null.</param>
    public PlainContender(Workload work, Device? device = null)
    {
        this.work = work;
        (training, validation) = (On(device ?? CPU, work.Pixels(work.Split.Training)), On(device ?? CPU, work.Pixels(work.Split.Validation)));
        random.manual_seed(1);
        network = new(work.Settings.Width, work.Settings.Depth);
        network.to(device ?? CPU);
        optimizer = optim.Adam(network.parameters(), work.Settings.LearningRate);
    }

    /// <inheritdoc/>
    public string Name => "plain TorchSharp";

    /// <inheritdoc/>
    public (double Seconds, double Dice) Epoch()
    {
        var clock = Stopwatch.StartNew();
        network.train();
        using (var shuffled = randperm(training.Images.shape[0], int64, training.Images.device))
        {
            foreach (var part in shuffled.tensor_split(work.Batches))
            {
                using var scope = NewDisposeScope();
                Step(training.Images.index_select(0, part), training.Masks.index_select(0, part));
            }
        }

        var dice = Validate();
        return (clock.Elapsed.TotalSeconds, dice);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        optimizer.Dispose();
        network.Dispose();
        foreach (var tensor in (Tensor[])[training.Images, training.Masks, validation.Images, validation.Masks])
        {
            tensor.Dispose();
        }
    }

    private static (Tensor Images, Tensor Masks) On(Device device, (Tensor Images, Tensor Masks) pixels) => (pixels.Images.to(device), pixels.Masks.to(device));

    private void Step(Tensor images, Tensor masks)
    {
        (images, masks) = order.Next(2) == 0 ? (images.flip(3), masks.flip(3)) : (images, masks);
        optimizer.zero_grad();
        var p = network.call(images).sigmoid();
        var loss = 1 - (((2 * (p * masks).sum()) + 1e-5) / (p.sum() + masks.sum() + 1e-5));
        loss.backward();
        optimizer.step();
    }

    private double Validate()
    {
        network.eval();
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var predicted = network.call(validation.Images) > 0;
        var actual = validation.Masks > 0;
        return 2.0 * (predicted & actual).sum().ToInt64() / (predicted.sum() + actual.sum()).ToInt64();
    }
}
