using System.CommandLine;
using LossDsl;
using Spectre.Console;
using UNetTrainer.Errors;
using UNetTrainer.Reports;
using UNetTrainer.Runs;
using UNetTrainer.Training;
using UNetTrainer.Wording;

namespace UNetTrainer.Cli;

/// <summary>Command <c>train</c>: trains with one loss and writes a run folder.</summary>
internal sealed class TrainCommand : Command
{
    /// <summary>Name of the command, which is also the default command.</summary>
    public new const string Name = "train";

    private static readonly RunSettings Default = new();

    private readonly DataOptions data = new();
    private readonly TrainingOptions training = new();
    private readonly Option<string> device = OptionKinds.Choice("--device", "Where to train; auto takes CUDA where it is", Default.Device);
    private readonly Option<string?> folder = new("--out") { Description = "The run folder; without it, runs/ with time and loss.", HelpName = "folder" };
    private readonly Option<int> overlays = OptionKinds.Whole("--overlays", "Test slices drawn with truth and prediction", Default.Overlays, 0, 99);
    private readonly Option<double> tolerance = OptionKinds.SurfaceTolerance(Default.SurfaceTolerance);
    private readonly Option<string?> weightsFrom = new("--weights-from") { Description = "Begins with the weights of this .safetensors file, as 'export' writes it; without it, with random ones.", HelpName = "file" };
    private readonly Option<int?> threads = OptionKinds.Threads();
    private readonly ConfigOption config = new("an earlier run", "--overlays");
    private readonly ResumeOption resume = new();
    private readonly Catalog catalog;
    private readonly CatalogEntry loss;

    private TrainCommand(Catalog catalog, CatalogEntry loss)
        : base(Name, "Trains with one loss and writes a run folder. Each loss has options of its own: --loss NAME --help shows them.")
    {
        (this.catalog, this.loss) = (catalog, loss);
        Option[] others = [.. training.All, .. data.All, device, threads, folder, overlays, tolerance, weightsFrom, config.Option, resume.Option];
        Hyperparameters = new(loss.Metadata, [.. others.Select(static o => o.Name), "--loss", "--help"]);
        Option[] all = [ChosenLoss.Option(loss.Metadata.Name, catalog), .. Hyperparameters.Options, .. others];
        Array.ForEach(all, Options.Add);
    }

    /// <summary>Hyperparameter options of the chosen loss.</summary>
    public HyperparameterOptions Hyperparameters { get; }

    /// <summary>Creates the command with the options of the named loss.</summary>
    /// <exception cref="InputException">The catalog has no such loss.</exception>
    public static TrainCommand Create(Catalog catalog, string loss, IAnsiConsole console, CancellationToken cancellation)
    {
        var command = new TrainCommand(catalog, Entry(catalog, loss));
        command.SetAction(parsed => command.Execute(parsed, console, cancellation));
        return command;
    }

    private static CatalogEntry Entry(Catalog catalog, string loss) => catalog.TryGet(loss, out var entry)
        ? entry
        : throw new InputException($"There is no loss '{loss}'. The catalog has: {string.Join(", ", catalog.Select(static e => e.Metadata.Name))}.{NearestName.Ask(loss, catalog.Select(static e => e.Metadata.Name))}");

    private RunSettings Read(ParseResult parsed) => config.Read(parsed) is { } given ? ReadConfig(parsed, given) : new()
    {
        Data = data.Read(parsed),
        Training = ReadTraining(parsed),
        Device = parsed.GetChoice<DeviceChoice>(device),
        Out = parsed.GetValue(folder),
        Threads = parsed.GetValue(threads),
        WeightsFrom = parsed.GetValue(weightsFrom) is { } file ? StartWeights.Open(file) : null,
        Overlays = parsed.GetValue(overlays),
        SurfaceTolerance = parsed.GetValue(tolerance),
    };

    private RunSettings ReadConfig(ParseResult parsed, string file)
    {
        var settings = ConfigFile.Read(file);
        return settings with
        {
            Out = parsed.GetValue(folder),
            Device = ConfigOption.IsGiven(parsed, device) ? parsed.GetChoice<DeviceChoice>(device) : settings.Device,
            Threads = parsed.GetValue(threads) ?? settings.Threads,
            Overlays = ConfigOption.IsGiven(parsed, overlays) ? parsed.GetValue(overlays) : settings.Overlays,
            Provenance = null,
        };
    }

    private TrainingSettings ReadTraining(ParseResult parsed)
    {
        LossInputs.RequireNone(loss.Metadata);
        var settings = training.Read(parsed, loss.Metadata.Name, Hyperparameters.Values(parsed));
        return settings with { Activation = LossActivation.Resolve(loss.Metadata, settings.Activation) };
    }

    private int Execute(ParseResult parsed, IAnsiConsole console, CancellationToken cancellation)
    {
        using var begun = resume.Read(parsed);
        var settings = begun?.Settings ?? Read(parsed);
        OpenMpThreads.Use(settings.Threads);
        settings = settings with { Data = settings.Data.Resolve() };
        var split = settings.WithChannels(settings.Data).Load(settings.Training.Seed);
        var target = Devices.Open(settings.Device);
        using var loss = Construct(Entry(catalog, settings.Training.Loss), settings.Training);
        settings = settings with { Training = settings.Training with { Activation = loss.Activation } };
        settings = begun is null ? settings.For(split) : settings;
        var objective = new Objective(loss);
        MemoryNeeds.Check(settings.Training, split, objective.Activation, target);
        using var run = begun?.Folder ?? (settings.Out is { } path ? new RunFolder(path) : RunFolder.CreateDefault(objective.Name, DateTime.Now));
        
        // A checkpoint has the weights that a run goes on with; the file need not be there any more.
        using var trainer = new Trainer(settings.Training, objective, split, target, begun?.Checkpoint is null && settings.WeightsFrom is { } weights ? weights.CopyTo : null);
        var progress = new RunProgress(console, settings.Training.Epochs);
        foreach (var warning in LossWarnings.List(loss.Metadata, loss.Activation).Concat(begun?.Notes ?? []))
        {
            console.MarkupLineInterpolated($"[yellow]Warning:[/] {warning}");
        }

        NoteLines.Write(console, split.Notes);
        progress.Started(objective, split, trainer.Batches, target.type.ToString().ToLowerInvariant(), run.Path);
        var training = new TrainingRun(settings, objective, split, target.type.ToString().ToLowerInvariant(), run, progress);
        if (begun?.Checkpoint is { } checkpoint)
        {
            training.Resume(trainer, checkpoint);
        }

        try
        {
            var summary = training.Execute(trainer, cancellation);
            console.Write(SummaryTable.Render(summary, settings.SurfaceTolerance));
            console.WriteLine($"Report: {RunReport.Write(run.Path, catalog)}");
            return Ended(summary, run, console);
        }
        catch (Exception e) when (Unwritten.Explain(e) is { } reason && File.Exists(run.Config))
        {
            throw new OutputException($"{reason} What was saved before is whole; to go on: {ResumeOption.CommandFor(run.Path)}", e);
        }
    }

    private static int Ended(Summary summary, RunFolder run, IAnsiConsole console)
    {
        if (!summary.Interrupted)
        {
            return ExitCode.Ok;
        }

        console.WriteLine($"Interrupted. To go on: {ResumeOption.CommandFor(run.Path)}");
        return ExitCode.Interrupted;
    }

    private static FormulaLoss Construct(CatalogEntry loss, TrainingSettings settings)
    {
        try
        {
            return loss.Create(settings.Hyperparameters, new() { Activation = settings.Activation, Region = settings.Region });
        }
        catch (ArgumentException e)
        {
            throw new InputException($"Loss '{loss.Metadata.Name}' cannot be made so: {e.Message}", e);
        }
    }
}
