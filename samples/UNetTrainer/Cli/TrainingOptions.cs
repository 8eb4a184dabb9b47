using System.CommandLine;
using LossDsl;
using UNetTrainer.Training;

namespace UNetTrainer.Cli;

/// <summary>Options that say how the network is built and trained.</summary>
/// <param name="usualEpochs">Default number of epochs; null for that of a single run.</param>
internal sealed class TrainingOptions(int? usualEpochs = null)
{
    private static readonly TrainingSettings Default = new();

    private readonly Option<string> activation = OptionKinds.OptionalChoice<Activation>("--activation", "How the output becomes probabilities; without it, as the loss is made for (see 'losses --describe'). softmax adds a channel for the background, none takes the sigmoid before the loss");
    private readonly Option<string> region = OptionKinds.Choice("--region", "The pixels that one value of the loss is computed over", Default.Region);
    private readonly Option<int> epochs = OptionKinds.Whole("--epochs", "Passes over the training slices", usualEpochs ?? Default.Epochs, 1);
    private readonly Option<int> batchSize = OptionKinds.Whole("--batch-size", "The most slices in a batch; batches are made equal", Default.BatchSize, 1);
    private readonly Option<int> minBatches = OptionKinds.Whole("--min-batches", "Training batches of an epoch at least: a small set gets smaller batches", Default.MinBatches, 1);
    private readonly Option<bool> mirror = new("--mirror") { Description = "Mirrors half of the training batches along a slice's width, at random; --mirror false where left and right differ.", HelpName = "true|false", DefaultValueFactory = _ => Default.Mirror };
    private readonly Option<double> learningRate = Positive("--learning-rate", "Adam's learning rate at the beginning", Default.LearningRate);
    private readonly Option<double> minLearningRate = Positive("--min-learning-rate", "The learning rate is never reduced below this", Default.MinLearningRate);
    private readonly Option<string> schedule = OptionKinds.Choice("--schedule", "How the learning rate goes down: by --factor on a plateau of validation Dice, along a cosine over all epochs, or not", Default.Schedule);
    private readonly Option<double> factor = OptionKinds.Real("--factor", "The learning rate is multiplied by this when validation Dice stays on a plateau", Default.Factor, "a number in (0, 1)", static v => v is > 0 and < 1);
    private readonly Option<int> patience = OptionKinds.Whole("--patience", "Epochs without a better validation Dice before that", Default.Patience, 0);
    private readonly Option<int> stopAfter = OptionKinds.Whole("--stop-after", "Ends training after this many epochs without a better validation Dice; 0 for never", Default.StopAfter, 0);
    private readonly Option<double> weightDecay = From0("--weight-decay", "Decay of the weights (AdamW)", Default.WeightDecay, 1);
    private readonly Option<double> clipGradient = From0("--clip-gradient", "The largest norm of the gradients; 0 for no limit", Default.ClipGradient, 1e9);
    private readonly Option<int> accumulate = OptionKinds.Whole("--accumulate", "Batches that one step is made of", Default.Accumulate, 1);
    private readonly Option<bool> deepSupervision = Switch("--deep-supervision", "The decoder's lower levels have outputs that are trained too, each half as much as the one above.");
    private readonly Option<bool> flip = Switch("--flip", "Turns half of the training batches upside down, at random.");
    private readonly Option<double> rotate = From0("--rotate", "Turns training slices by up to this many degrees, at random", Default.Rotate, 180);
    private readonly Option<double> scale = From0("--scale", "Makes training slices larger or smaller by up to this share, at random", Default.Scale, 0.9);
    private readonly Option<double> elastic = From0("--elastic", "Bends training slices by up to this many pixels, at random", Default.Elastic, 100);
    private readonly Option<double> intensity = From0("--intensity", "Changes contrast and brightness of training slices by up to this share, at random", Default.Intensity, 1);
    private readonly Option<string> weights = OptionKinds.Choice("--weights", "The type that convolutions compute in; for bfloat16 the optimizer keeps float32 copies", Default.Weights);
    private readonly Option<string> features = OptionKinds.Choice("--features", "How features lie in memory; auto takes channels-last where it is faster", Default.Features);
    private readonly Option<int> width = OptionKinds.Whole("--width", "Channels of the network's first level; 64 in the original U-Net", Default.Width, 1, 1024);
    private readonly Option<int> depth = OptionKinds.Whole("--depth", "Levels of the encoder, of two convolutions each", Default.Depth, 2, 8);
    private readonly Option<int> seed = OptionKinds.Whole("--seed", "Seeds the split, the weights and the order of slices", Default.Seed, 0);

    /// <summary>Options in the order of the help.</summary>
    public IEnumerable<Option> All =>
    [
        activation, region, epochs, batchSize, minBatches, accumulate, learningRate, minLearningRate, schedule, factor, patience, stopAfter, weightDecay, clipGradient,
        width, depth, weights, features, deepSupervision, mirror, flip, rotate, scale, elastic, intensity, seed,
    ];

    /// <summary>Returns the settings that a command line gives, for a loss and its hyperparameters.</summary>
    public TrainingSettings Read(ParseResult parsed, string loss, IReadOnlyDictionary<string, double> hyperparameters) => new()
    {
        Loss = loss,
        Hyperparameters = hyperparameters,
        Activation = parsed.GetOptionalChoice<Activation>(activation),
        Region = parsed.GetChoice<Region>(region),
        Epochs = parsed.GetValue(epochs),
        BatchSize = parsed.GetValue(batchSize),
        MinBatches = parsed.GetValue(minBatches),
        Mirror = parsed.GetValue(mirror),
        LearningRate = parsed.GetValue(learningRate),
        MinLearningRate = parsed.GetValue(minLearningRate),
        Schedule = parsed.GetChoice<ScheduleKind>(schedule),
        StopAfter = parsed.GetValue(stopAfter),
        WeightDecay = parsed.GetValue(weightDecay),
        ClipGradient = parsed.GetValue(clipGradient),
        Accumulate = parsed.GetValue(accumulate),
        DeepSupervision = parsed.GetValue(deepSupervision),
        Flip = parsed.GetValue(flip),
        Rotate = parsed.GetValue(rotate),
        Scale = parsed.GetValue(scale),
        Elastic = parsed.GetValue(elastic),
        Intensity = parsed.GetValue(intensity),
        Factor = parsed.GetValue(factor),
        Patience = parsed.GetValue(patience),
        Weights = parsed.GetChoice<WeightType>(weights),
        Features = parsed.GetChoice<FeatureOrder>(features),
        Width = parsed.GetValue(width),
        Channels = null,
        Depth = parsed.GetValue(depth),
        Seed = parsed.GetValue(seed),
    };

    private static Option<bool> Switch(string name, string description) => new(name) { Description = description };

    private static Option<double> From0(string name, string description, double fallback, double maximum) =>
        OptionKinds.Real(name, description, fallback, FormattableString.Invariant($"a number from 0 to {maximum}"), v => v >= 0 && v <= maximum);

    private static Option<double> Positive(string name, string description, double fallback) =>
        OptionKinds.Real(name, description, fallback, "a number above 0", static v => v > 0);
}
