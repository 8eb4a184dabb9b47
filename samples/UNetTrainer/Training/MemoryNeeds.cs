using System.Globalization;
using LossDsl;
using TorchSharp;
using UNetTrainer.Data;
using UNetTrainer.Errors;
using static TorchSharp.torch;

namespace UNetTrainer.Training;

/// <summary>Estimates the memory of a training, so that one that cannot fit is refused before the system kills the process.</summary>
internal static class MemoryNeeds
{
    /// <summary>Sentence that says what makes a training smaller.</summary>
    public const string Remedy = "give a smaller --batch-size, --width or --depth, or images with fewer pixels.";

    // float32: weight, gradient and Adam's two moments.
    private const int BytesPerWeight = 16;

    // Twelve of these bytes are written to a checkpoint, each part of which is an array of less than 2^31 bytes; the moments are eight.
    private const double MostWeights = int.MaxValue / 8.0;

    /// <summary>Refuses a training that needs more memory than is available, or a network that no checkpoint can hold.</summary>
    /// <exception cref="InputException">The training is too large.</exception>
    public static void Check(TrainingSettings settings, Split split, Activation activation, Device device)
    {
        var weights = Weights(settings.Width, settings.Depth);
        if (weights > MostWeights)
        {
            throw new InputException($"A network of {Text(weights / 1e6)} million weights is larger than a checkpoint can hold ({Text(MostWeights / 1e6)} million): give a smaller --width or --depth.");
        }

        var needed = (BytesPerWeight * weights) + Features(settings, split, activation);
        if (device.type == DeviceType.CPU && needed > AvailableMemory.Bytes)
        {
            throw new InputException($"Training needs about {Text(needed / 1e9)} GB of memory, and {Text(AvailableMemory.Bytes / 1e9)} GB are available: {Remedy}");
        }
    }

    /// <summary>Returns whether an error means that there is no more memory, in this process or on the GPU.</summary>
    public static bool IsExhausted(Exception error) =>
        error is OutOfMemoryException || error.Message.Contains("out of memory", StringComparison.OrdinalIgnoreCase) || error.Message.Contains("can't allocate memory", StringComparison.Ordinal);

    /// <summary>Returns the number of weights of the network's convolutions.</summary>
    public static double Weights(int width, int depth)
    {
        double Channels(int level) => width * Math.Pow(2, level);

        var encoder = Enumerable.Range(0, depth).Sum(l => 9 * Channels(l) * (Channels(l) + (l == 0 ? 1 : Channels(l - 1))));

        // Upwards to a level: a 2x2 convolution from twice the channels, and a 3x3 convolution of both halves.
        var decoder = Enumerable.Range(0, depth - 1).Sum(l => (4 + 9) * 2 * Channels(l) * Channels(l));
        return encoder + decoder;
    }

    // The features of a batch that the backward pass reads. At each level a convolution's output and its ReLU's: two of the encoder, the concatenated and the merged ones of the decoder.
    private static double Features(TrainingSettings settings, Split split, Activation activation)
    {
        var batches = Batch.Count(split.Training.Count, settings.BatchSize, settings.MinBatches);
        var slices = (split.Training.Count + batches - 1) / batches;
        var pixels = split.Training.Average(static s => (double)s.Width * s.Height) * slices;
        var levels = Enumerable.Range(0, settings.Depth).Sum(l => settings.Width * Math.Pow(2, -l) * (l < settings.Depth - 1 ? 8 : 4));
        var outputs = split.Labels.Names.Count - (activation == Activation.Softmax ? 0 : 1);
        return pixels * ((levels * (settings.Weights == WeightType.Bfloat16 ? 2 : 4)) + (sizeof(float) * outputs));
    }

    private static string Text(double number) => number.ToString(number < 10 ? "F1" : "F0", CultureInfo.InvariantCulture);
}
