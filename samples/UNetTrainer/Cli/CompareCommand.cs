using System.CommandLine;
using LossDsl;
using Spectre.Console;
using UNetTrainer.Comparison;
using UNetTrainer.Data;
using UNetTrainer.Reports;
using UNetTrainer.Runs;
using UNetTrainer.Training;
using UNetTrainer.Wording;

namespace UNetTrainer.Cli;

/// <summary>Command <c>compare</c>: trains with several losses and seeds and lays the results side by side.</summary>
internal sealed class CompareCommand : Command
{
    private readonly Catalog catalog;
    private readonly ComparisonOptions options;
    private readonly Option<string> folder = new("--out") { Description = "The folder of the comparison; runs that are done there are not done again.", HelpName = "folder", DefaultValueFactory = static _ => Path.Combine("runs", "compare") };
    private readonly Option<Shard?> shard = new("--shard")
    {
        Description = "Does the i-th of n equal parts of the runs and writes no report; --merge does, when all are done. Within a Slurm job array, the array's task.",
        HelpName = "i/n",
        CustomParser = static result => Shard.Parse(result.Tokens[^1].Value),
    };

    private readonly Option<int?> job = OptionKinds.OptionalWhole("--job", "Does one job of jobs.json, counted from 0, and writes no report; for schedulers that start a process for each number", 0, int.MaxValue);
    private readonly Option<bool> plan = new("--plan") { Description = "Writes config.json and jobs.json, says how many jobs there are, and trains nothing." };
    private readonly Option<bool> merge = new("--merge") { Description = "Trains nothing: chooses and tests what trials have found, and lays side by side what is done in --out." };

    private readonly Option<string?> baseline = new("--baseline") { Description = "The loss with which the others are compared, case by case; without it: dice, or the first.", HelpName = "loss" };

    private CompareCommand(Catalog catalog)
        : base("compare", "Trains with several losses and seeds, as Table III of the survey does, and writes a report.")
    {
        (this.catalog, options) = (catalog, new(catalog));
        Option[] all = [baseline, shard, plan, job, merge, folder, .. options.All];
        Array.ForEach(all, Options.Add);
    }

    /// <summary>Creates the command.</summary>
    public static CompareCommand Create(Catalog catalog, IAnsiConsole console, CancellationToken cancellation)
    {
        var command = new CompareCommand(catalog);
        command.SetAction(parsed => command.Execute(parsed, console, cancellation));
        return command;
    }

    private int Execute(ParseResult parsed, IAnsiConsole console, CancellationToken cancellation)
    {
        var comparison = new ComparisonFolder(parsed.GetValue(folder)!);
        return parsed.GetValue(merge) ? Finish(parsed, comparison, console, cancellation) : Begin(parsed, comparison, console, cancellation);
    }

    private int Begin(ParseResult parsed, ComparisonFolder comparison, IAnsiConsole console, CancellationToken cancellation)
    {
        var (number, part) = (parsed.GetValue(job), parsed.GetValue(shard) ?? Shard.OfSlurm(Environment.GetEnvironmentVariable) ?? new(1, 1));
        var settings = WithProvenance(SettingsOf(parsed, comparison), parsed.GetValue(baseline));
        var sweep = new Sweep(settings, catalog, comparison.Path);
        using (comparison.Take(number is null ? part.Name : FormattableString.Invariant($"job-{number}")))
        {
            var jobs = comparison.Plan(settings);
            if (parsed.GetValue(plan))
            {
                console.WriteLine($"{Plural.Of(comparison.ReadJobs().Count, "job")}, from 0: {Path.Combine(comparison.Path, "jobs.json")}");
                return ExitCode.Ok;
            }

            var done = Train([.. (number is { } one ? [comparison.FindJob(one)] : part.Select(jobs)).Select(sweep.RunOf)], console, cancellation);
            comparison.UpdateJobs();
            if (!done || number is not null || part.Count > 1)
            {
                return done ? ExitCode.Ok : Interrupted(console);
            }
        }

        return Finish(parsed, comparison, console, cancellation);
    }

    // Tests the chosen trials, if there are trials, and writes the tables.
    private int Finish(ParseResult parsed, ComparisonFolder comparison, IAnsiConsole console, CancellationToken cancellation)
    {
        if (comparison.ReadSettings() is { IsTuned: true } settings)
        {
            OpenMpThreads.Use(settings.Run.Threads);
            using var taken = comparison.Take("table");
            var chosen = new ChosenTrials(new(settings, catalog, comparison.Path), comparison.ReadJobs());
            chosen.Open.ToList().ForEach(name => console.WriteLine($"{name}: trials are open, nothing is tested yet."));
            var open = chosen.Runs.Where(static r => !r.Run.IsDone()).ToArray();
            Array.ForEach(open, static r => ChosenTrials.TakeOver(r.Run, r.Trial));
            console.Write(open.Length > 0 ? "Settings are chosen by validation; now they are tested.\n" : "");
            if (open.Length > 0 && !Train([.. open.Select(static r => r.Run)], console, cancellation))
            {
                return Interrupted(console);
            }
        }

        new ComparisonOutput(catalog, comparison).Write(console, parsed.GetValue(baseline));
        return ExitCode.Ok;
    }

    // A comparison that has begun goes on without its options.
    private ComparisonSettings SettingsOf(ParseResult parsed, ComparisonFolder comparison) =>
        comparison.ReadSettings() is { } begun && !options.AreGiven(parsed) ? begun : options.Read(parsed);

    private static ComparisonSettings WithProvenance(ComparisonSettings settings, string? baseline)
    {
        OpenMpThreads.Use(settings.Run.Threads);
        var device = Devices.Open(settings.Run.Device).type.ToString().ToLowerInvariant();
        return settings with { Baseline = baseline ?? settings.Baseline, Provenance = Provenance.Collect(settings.Run.Data, device, null) };
    }

    private static int Interrupted(IAnsiConsole console)
    {
        console.WriteLine("Interrupted. To go on: the same command; what is done is not done again.");
        return ExitCode.Interrupted;
    }

    private bool Train(IReadOnlyList<SweepRun> runs, IAnsiConsole console, CancellationToken cancellation)
    {
        // All folders are checked before the first run begins, so that settings that contradict a folder show at once.
        var open = runs.Where(static r => !r.IsDone()).ToArray();
        console.WriteLine($"{Plural.Of(runs.Count, "run")}, {runs.Count - open.Length} of them done before.");
        var progress = new SweepProgress(open.Length, open.Length > 0 ? open[0].Settings.Training.Epochs : 0, TimeProvider.System);
        var told = new HashSet<string>();
        foreach (var (number, run) in open.Index())
        {
            var place = $"[{runs.Count - open.Length + number + 1}/{runs.Count}] {run.Name}";
            var result = SweepRunner.Execute(run, Begin, cancellation).Summary;

            IRunProgress Begin(Split split)
            {
                NoteLines.Write(console, split.Notes.Where(told.Add));
                return progress.Track(number, RunProgress.Running(console, run.Settings.Training.Epochs, split, () => $"{Escaped(place)}, all {progress}  "));
            }

            if (result.Interrupted)
            {
                return false;
            }

            if (run.Settings.IsTested)
            {
                RunReport.Write(run.Folder, catalog);
            }

            progress.Ended(number);
            console.WriteLine($"{place}: {Describe(result, run.Settings.IsTested)}; {progress}");
        }

        return true;
    }

    // The bar would read square brackets as colours.
    private static string Escaped(string text) => Markup.Escape(text);

    private static string Describe(Summary result, bool isTested)
    {
        var figures = isTested
            ? $"pooled test Dice {FigureText.Number(result.Dice)}, sensitivity {FigureText.Number(result.Sensitivity)}, specificity {FigureText.Number(result.Specificity)}"
            : $"validation Dice {FigureText.Number(result.BestValidationDice)}";
        return result.Error ?? FormattableString.Invariant($"{figures}, {result.Seconds:F1} s");
    }
}
