using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using LossDsl;
using UNetTrainer.Comparison;
using UNetTrainer.Errors;
using UNetTrainer.Imaging;
using UNetTrainer.Runs;
using UNetTrainer.Training;

namespace UNetTrainer.Cli;

/// <summary>Options that say what is compared: losses, folds and seeds, with those of data and training.</summary>
/// <param name="catalog">Losses that can be chosen.</param>
internal sealed class ComparisonOptions(Catalog catalog)
{
    // Nine losses, two folds: with so many epochs the bundled heads take less than 20 minutes of two cores, and networks are near their best.
    private const int UsualEpochs = 30;
    private const int UsualSeeds = 3;
    private const int Heads = 2;

    private static readonly VoxelSpacing SpacingOfHeads = VoxelSpacing.Parse("2,2,2");

    private static readonly RunSettings Default = new();

    private readonly DataOptions data = new();
    private readonly TrainingOptions training = new(UsualEpochs);
    private readonly Option<string> losses = Losses(catalog);
    private readonly Option<int?> seeds = OptionKinds.OptionalWhole("--seeds", "Runs of each loss on each fold, with seeds counted from --seed; a seed decides the initial weights and the order of slices, the same for all losses. Without it 3, or 1 for the bundled heads", 1, 1000);
    private readonly Option<int?> folds = OptionKinds.OptionalWhole("--folds", "Folds of a cross-validation by case, or by group: each case is tested in one fold; without it, one split by --split, or 2 for the bundled heads", 2, 1000);
    private readonly Option<double[]> learningRates = new("--learning-rates")
    {
        Description = "Learning rates that are tried for every loss, joined by commas; the best for validation is tested, in each fold.",
        HelpName = "a,b,c",
        CustomParser = static result => Numbers(result),
    };

    private readonly Option<string[]> grid = new("--grid")
    {
        Description = "Values of a hyperparameter that are tried, as in tversky.fp-weight=0.3,0.5,0.7; several are combined. A loss without a grid tries further learning rates instead.",
        HelpName = "loss.hyperparameter=a,b,c",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<int?> budget = OptionKinds.OptionalWhole("--budget", "Settings that are tried for each loss; without it, as many as the largest grid has", 1, 100_000);
    private readonly Option<bool> tuneThreshold = new("--tune-threshold") { Description = "Chooses the threshold of a pixel's probability on the validation part, for each run; otherwise it is 1/2." };
    private readonly Option<string> device = OptionKinds.Choice("--device", "Where to train; auto takes CUDA where it is", Default.Device);
    private readonly Option<int?> threads = OptionKinds.Threads();
    private readonly ConfigOption config = new("an earlier comparison", "--baseline", "--shard", "--job", "--plan", "--merge");
    private readonly Option<double> tolerance = OptionKinds.SurfaceTolerance(Default.SurfaceTolerance);

    /// <summary>Options in the order of the help.</summary>
    public IEnumerable<Option> All => [config.Option, losses, seeds, folds, learningRates, grid, budget, tuneThreshold, device, threads, tolerance, .. training.All, .. data.All];

    /// <summary>Returns the settings that a command line gives.</summary>
    /// <exception cref="InputException">Options contradict each other, or the data cannot be read.</exception>
    public ComparisonSettings Read(ParseResult parsed)
    {
        if (config.Read(parsed) is { } file)
        {
            return ReadConfig(parsed, ComparisonConfig.Read(file));
        }

        var images = data.Read(parsed);
        if (parsed.GetValue(folds) is not null && (images.SplitFile ?? images.Fold?.ToString(CultureInfo.InvariantCulture)) is not null)
        {
            throw new InputException("--folds deals the cases out itself: --split-file and --fold cannot be given with it.");
        }

        // Without images: two people, each of whom is tested with networks that have seen the other.
        var isBundled = !images.HasSource && images.SplitFile is null;
        images = isBundled ? images with { BothHeads = true, Spacing = images.Spacing ?? SpacingOfHeads } : images;
        var entries = LossSelection.Parse(parsed.GetValue(losses)!, catalog);
        return new()
        {
            Losses = [.. entries.Select(static e => e.Metadata.Name)],
            LearningRates = parsed.GetValue(learningRates) ?? [],
            Grid = HyperparameterGrid.Parse(parsed.GetValue(grid) ?? [], entries, OptionKinds.Kebab),
            Budget = parsed.GetValue(budget),
            Seeds = parsed.GetValue(seeds) ?? (isBundled ? 1 : UsualSeeds),
            Run = new()
            {
                Data = images.Resolve() with { Folds = parsed.GetValue(folds) ?? (isBundled ? Heads : null) },
                Training = training.Read(parsed, "", new Dictionary<string, double>()),
                Device = parsed.GetChoice<DeviceChoice>(device),
                Threads = parsed.GetValue(threads),
                TuneThreshold = parsed.GetValue(tuneThreshold),
                SurfaceTolerance = parsed.GetValue(tolerance),
            },
        };
    }

    /// <summary>Whether a command line gives any of these options.</summary>
    public bool AreGiven(ParseResult parsed) => All.Any(o => ConfigOption.IsGiven(parsed, o));

    private ComparisonSettings ReadConfig(ParseResult parsed, ComparisonSettings settings) => settings with
    {
        Provenance = null,
        Run = settings.Run with
        {
            Device = ConfigOption.IsGiven(parsed, device) ? parsed.GetChoice<DeviceChoice>(device) : settings.Run.Device,
            Threads = parsed.GetValue(threads) ?? settings.Run.Threads,
        },
    };

    private static double[]? Numbers(ArgumentResult result)
    {
        var text = result.Tokens[^1].Value;
        var numbers = text.Split(',').Select(static t => double.TryParse(t, NumberStyles.Float, CultureInfo.InvariantCulture, out var v) && v > 0 && double.IsFinite(v) ? v : double.NaN).Distinct().ToArray();
        if (!numbers.Any(double.IsNaN))
        {
            return numbers;
        }

        result.AddError($"--learning-rates {text}: numbers above 0, joined by commas, were expected, as in 3e-4,1e-3,3e-3.");
        return null;
    }

    private static Option<string> Losses(Catalog catalog)
    {
        var losses = new Option<string>("--losses")
        {
            Description = $"What is compared, joined by commas: {string.Join(", ", LossSelection.Groups(catalog))}, or names: {string.Join(", ", catalog.Select(static e => e.Metadata.Name))}.",
            HelpName = "a,b,c",
            DefaultValueFactory = static _ => LossSelection.Survey,
        };
        losses.CompletionSources.Add([.. LossSelection.Groups(catalog), .. catalog.Select(static e => e.Metadata.Name)]);
        return losses;
    }
}
