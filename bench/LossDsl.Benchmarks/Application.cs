using System.CommandLine;
using System.Globalization;
using System.Numerics;
using BenchmarkDotNet.Running;
using LossDsl.Benchmarks.Pages;
using LossDsl.Benchmarks.Probes;
using LossDsl.Benchmarks.Results;
using LossDsl.Benchmarks.Subjects;
using LossDsl.Benchmarks.Suites;

namespace LossDsl.Benchmarks;

/// <summary>Builds the command line of the benchmarks: <c>check</c>, <c>run</c>, <c>probes</c>, <c>report</c>, <c>all</c>, and a hidden command that answers a probe.</summary>
internal static class Application
{
    private static readonly Option<string[]> Filter = new("--filter")
    {
        Description = "Which benchmarks, by their names: *8x1x1024x1024/dice/* or *GeneratorBenchmarks*",
        DefaultValueFactory = static _ => ["*"],
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<double> Milliseconds = Positive("--milliseconds", "The length of an iteration.", 30.0);

    private static readonly Option<int> Iterations = Positive("--iterations", "Of each benchmark in a round; the fastest counts.", 4);

    private static readonly Option<int> Rounds = Positive("--rounds", "How often all is measured, one time after the other: a busy minute spoils one round, and the fastest counts.", 3);

    private static readonly Option<DirectoryInfo> Folder = new("--results") { Description = "Where results lie.", DefaultValueFactory = static _ => new("artifacts/benchmarks") };

    private static readonly Option<DirectoryInfo> Docs = new("--docs") { Description = "Where performance.md is.", DefaultValueFactory = static _ => new("docs") };

    /// <summary>Creates the root command with all subcommands.</summary>
    public static RootCommand Create()
    {
        var arguments = new Argument<string[]>("arguments");
        return new("Benchmarks of LossDsl. Run them from the root of the repository.")
        {
            Command("all", "Checks, measures and writes docs/performance.md.", [Filter, Milliseconds, Iterations, Rounds, Folder, Docs], static parsed =>
            {
                Agreement.Check();
                Measure(parsed);
                ProbeResults.Measure().Save(parsed.GetValue(Folder)!.FullName);
                Report(parsed);
            }),
            Command("check", "Compares the contenders with each other.", [], static _ => Agreement.Check()),
            Command("run", "Measures what BenchmarkDotNet measures.", [Filter, Milliseconds, Iterations, Rounds, Folder], Measure),
            Command("probes", "Measures what takes processes of its own.", [Folder], static parsed => ProbeResults.Measure().Save(parsed.GetValue(Folder)!.FullName)),
            Command("report", "Writes docs/performance.md from the results of the last run.", [Folder, Docs], Report),
            Command(ProbeProcess.Command, "Answers one question about a new process.", [], parsed => Answer(parsed.GetValue(arguments)!), arguments),
        };
    }

    private static Option<T> Positive<T>(string name, string description, T usual)
        where T : INumber<T>
    {
        var option = new Option<T>(name) { Description = description, DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            // The parser itself reports text that is no number.
            if (result.Tokens is [var token] && T.TryParse(token.Value, CultureInfo.InvariantCulture, out var number) && !(number > T.Zero))
            {
                result.AddError($"{name} is {token.Value}, and has to be above 0.");
            }
        });
        return option;
    }

    private static Command Command(string name, string description, Option[] options, Action<ParseResult> action, params Argument[] arguments)
    {
        var command = new Command(name, description) { Hidden = arguments.Length > 0 };
        Array.ForEach(options, command.Add);
        Array.ForEach(arguments, command.Add);
        command.SetAction(action);
        return command;
    }

    private static void Measure(ParseResult parsed)
    {
        var (folder, filter) = (parsed.GetValue(Folder)!.FullName, parsed.GetValue(Filter)!);

        // Benchmarks that the filter leaves out keep their times of earlier runs.
        var (before, measured) = (filter is ["*"] ? new() : BestTimes.Read(folder), new BestTimes());
        var config = Settings.Create(folder, parsed.GetValue(Milliseconds), parsed.GetValue(Iterations));
        for (var round = 0; round < parsed.GetValue(Rounds); round++)
        {
            measured.Add(BenchmarkSwitcher.FromAssembly(typeof(Application).Assembly).Run(["--filter", .. filter], config));
            if (!measured.All.Any())
            {
                throw new InvalidOperationException($"No benchmark matches {string.Join(", ", filter)}. A name is e.g. {new Subject(ProblemSize.Large, "dice", Contender.Fused).Key} with more before and after it: begin and end with *.");
            }

            before.MergedWith(measured).Save(folder);
        }
    }

    private static void Report(ParseResult parsed) => PerformancePage.Write(RunResults.Read(parsed.GetValue(Folder)!.FullName), parsed.GetValue(Docs)!.FullName);

    private static void Answer(string[] question) => Console.WriteLine(question[0] switch
    {
        "cold-start" => ColdStart.Answer(Subject.Parse(question[1])),
        "memory" => PeakMemory.Answer(Subject.Parse(question[1])),
        "operators" => OperatorCount.Answer(Subject.Parse(question[1])),
        _ => throw new ArgumentException($"There is no probe '{question[0]}'."),
    });
}
