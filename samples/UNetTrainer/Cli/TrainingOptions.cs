using System.CommandLine;
using LossDsl;
using UNetTrainer.Training;

namespace UNetTrainer.Cli;

/// <summary>The options that say how the network is built and trained.</summary>
/// <param name="usualEpochs">Epochs where none are given; without it, those of a single run.</param>
internal sealed class TrainingOptions(int? usualEpochs = null)
{
    private static readonly TrainingSettings Default = new();

    private readonly Option<string> activation = OptionKinds.Choice("--activation", "How the output becomes probabilities; softmax adds a channel for the background, none takes the sigmoid before the loss", Default.Activation);
    private readonly Option<string> region = OptionKinds.Choice("--region", "The pixels that one value of the loss is computed over", Default.Region);
    private readonly Option<int> epochs = OptionKinds.Whole("--epochs", "Passes over the training slices", usualEpochs ?? Default.Epochs, 1);
    private readonly Option<int> batchSize = OptionKinds.Whole("--batch-size", "The most slices in a batch; batches are made equal", Default.BatchSize, 1);
    private readonly Option<int> minBatches = OptionKinds.Whole("--min-batches", "Training batches of an epoch at least: a small set gets smaller batches", Default.MinBatches, 1);
    private readonly Option<bool> mirror = new("--mirror") { Description = "Mirrors half of the training batches along a slice's width, at random; --mirror false where left and right differ.", HelpName = "true|false", DefaultValueFactory = _ => Default.Mirror };
    private readonly Option<double> learningRate = Positive("--learning-rate", "Adam's learning rate at the beginning", Default.LearningRate);
    private readonly Option<double> minLearningRate = Positive("--min-learning-rate", "The learning rate is never reduced below this", Default.MinLearningRate);
    private readonly Option<double> factor = OptionKinds.Real("--factor", "The learning rate is multiplied by this when validation Dice stays on a plateau", Default.Factor, "a number in (0, 1)", static v => v is > 0 and < 1);
    private readonly Option<int> patience = OptionKinds.Whole("--patience", "Epochs without a better validation Dice before that", Default.Patience, 0);
    private readonly Option<int> width = OptionKinds.Whole("--width", "Channels of the network's first level; 64 in the original U-Net", Default.Width, 1, 1024);
    private readonly Option<int> depth = OptionKinds.Whole("--depth", "Levels of the encoder, of two convolutions each", Default.Depth, 2, 8);
    private readonly Option<int> seed = OptionKinds.Whole("--seed", "Seeds the split, the weights and the order of slices", Default.Seed, 0);

    /// <summary>The options in the order of the help.</summary>
    public IEnumerable<Option> All => [activation, region, epochs, batchSize, minBatches, mirror, learningRate, minLearningRate, factor, patience, width, depth, seed];

    /// <summary>What was given, for a loss and its hyperparameters.</summary>
    public TrainingSettings Read(ParseResult parsed, string loss, IReadOnlyDictionary<string, double> hyperparameters) => new()
    {
        Loss = loss,
        Hyperparameters = hyperparameters,
        Activation = parsed.GetChoice<Activation>(activation),
        Region = parsed.GetChoice<Region>(region),
        Epochs = parsed.GetValue(epochs),
        BatchSize = parsed.GetValue(batchSize),
        MinBatches = parsed.GetValue(minBatches),
        Mirror = parsed.GetValue(mirror),
        LearningRate = parsed.GetValue(learningRate),
        MinLearningRate = parsed.GetValue(minLearningRate),
        Factor = parsed.GetValue(factor),
        Patience = parsed.GetValue(patience),
        Width = parsed.GetValue(width),
        Depth = parsed.GetValue(depth),
        Seed = parsed.GetValue(seed),
    };

    private static Option<double> Positive(string name, string description, double fallback) =>
        OptionKinds.Real(name, description, fallback, "a number above 0", static v => v > 0);
}
