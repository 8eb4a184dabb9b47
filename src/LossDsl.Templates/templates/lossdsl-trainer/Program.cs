// Trains a network to segment your own images: dotnet run -- IMAGES MASKS [LOSS [EPOCHS]]
// IMAGES and MASKS are folders of PNG or JPEG files with the same names; a pixel of a mask is foreground if it is brighter than half.
using SegmentationTrainer;
using SkiaSharp;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

const int Side = 128;

if (args.Length < 2 || !LossCatalog.All.TryGet(args.ElementAtOrDefault(2) ?? "dice-cross-entropy", out var entry))
{
    Console.Error.WriteLine($"Usage: dotnet run -- IMAGES MASKS [LOSS [EPOCHS]]\nLosses: {string.Join(", ", LossCatalog.All.Select(l => l.Metadata.Name))}");
    return 2;
}

var loss = entry.Create();
var epochs = args.Length > 3 ? int.Parse(args[3]) : 20;
var device = cuda.is_available() ? CUDA : CPU;
var pairs = Directory.GetFiles(args[0]).Order().Select(image => (Image: image, Mask: Directory.GetFiles(args[1], Path.GetFileNameWithoutExtension(image) + ".*").Single())).ToArray();
var images = cat(pairs.Select(p => Read(p.Image)).ToArray()).to(device);
var masks = cat(pairs.Select(p => Read(p.Mask)).ToArray()).gt(0.5).to_type(float32).to(device);

// Every fifth image tells how good the network is on images that it has not seen.
var test = arange(0, pairs.Length, 5, device: device);
var training = tensor(Enumerable.Range(0, pairs.Length).Where(i => i % 5 != 0).Select(i => (long)i).ToArray(), device: device);

var network = Sequential(Block(1, 16), MaxPool2d(2), Block(16, 32), MaxPool2d(2), Block(32, 64), Up(64, 32), Block(32, 32), Up(32, 16), Block(16, 16), Conv2d(16, 1, 1)).to(device);
var optimizer = optim.Adam(network.parameters(), lr: 1e-3);
for (var epoch = 1; epoch <= epochs; epoch++)
{
    using var scope = NewDisposeScope();
    var sum = 0.0;
    var batches = training[randperm(training.shape[0], device: device)].split(8);
    foreach (var batch in batches)
    {
        optimizer.zero_grad();
        var value = loss.call(network.call(images[batch]), masks[batch]);
        value.backward();
        optimizer.step();
        sum += value.item<float>();
    }

    using var none = no_grad();
    var (predicted, truth) = (network.call(images[test]).gt(0).to_type(float32), masks[test]);
    var dice = (2 * (predicted * truth).sum() / (predicted.sum() + truth.sum())).item<float>();
    Console.WriteLine($"epoch {epoch}: {loss.Metadata.Name} {sum / batches.Length:F4}, test Dice {dice:F4}");
}

network.save("network.weights");
return 0;

static Sequential Block(int inputs, int outputs) =>
    Sequential(Conv2d(inputs, outputs, 3, padding: 1, bias: false), InstanceNorm2d(outputs, affine: true), ReLU(), Conv2d(outputs, outputs, 3, padding: 1, bias: false), InstanceNorm2d(outputs, affine: true), ReLU());

static Module<Tensor, Tensor> Up(int inputs, int outputs) => ConvTranspose2d(inputs, outputs, 2, stride: 2);

static Tensor Read(string path)
{
    using var bitmap = SKBitmap.Decode(path)?.Resize(new SKImageInfo(Side, Side, SKColorType.Gray8), new SKSamplingOptions(SKFilterMode.Linear)) ?? throw new InvalidDataException($"'{path}' is no picture that can be read.");
    return tensor(bitmap.Bytes, [1, 1, Side, bitmap.RowBytes]).narrow(3, 0, Side).to_type(float32) / 255;
}
