using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using LossDsl;
using Spectre.Console;
using UNetTrainer.Errors;
using UNetTrainer.Training;
using UNetTrainer.Wording;

namespace UNetTrainer.Cli;

/// <summary>Command line of the program: finds the command, runs the command, and turns errors into one line and an exit code.</summary>
/// <param name="catalog">Losses that can be chosen.</param>
/// <param name="console">Console for tables and progress.</param>
/// <param name="output">Writer for help and JSON, without decoration.</param>
/// <param name="error">Writer for the line that says what is wrong.</param>
internal sealed class Application(Catalog catalog, IAnsiConsole console, TextWriter output, TextWriter error)
{
    private static readonly string[] OfTheRoot = ["-h", "-?", "--help", "--version"];

    /// <summary>Runs a command line; returns one of <see cref="ExitCode"/>.</summary>
    public int Run(IReadOnlyList<string> args, CancellationToken cancellation)
    {
        try
        {
            return Invoke(args, cancellation);
        }
        catch (InputException e)
        {
            return BadInput(e.Message);
        }
        catch (DivergedException e)
        {
            return Failed(e.Message, ExitCode.Diverged);
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
        catch (Exception e) when (Unwritten.Explain(e) is { } reason)
        {
            return BadInput(reason);
        }
        catch (Exception e) when (MemoryNeeds.IsExhausted(e))
        {
            return BadInput($"Memory is exhausted: {MemoryNeeds.Remedy}");
        }
        catch (Exception e)
        {
            error.WriteLine($"error: unexpected, please report it: {e}");
            return ExitCode.Unexpected;
        }
    }

    // The default command is 'train'.
    private static string[] WithDefaultCommand(IReadOnlyList<string> args) =>
        args.Count == 0 || (args[0].StartsWith('-') && !OfTheRoot.Contains(args[0])) ? [TrainCommand.Name, .. args] : [.. args];

    /// <summary>Parses a command line without running it.</summary>
    internal ParseResult Parse(IReadOnlyList<string> args, CancellationToken cancellation = default)
    {
        var all = WithDefaultCommand(args);
        var root = new RootCommand("Trains the U-Net of Jadon 2020 (arXiv:2006.14822) to segment medical images, with any loss of the catalog. Without a command: train.")
        {
            TrainCommand.Create(catalog, ChosenLoss.Read(all), console, cancellation),
            CompareCommand.Create(catalog, console, cancellation),
            DataCommand.Create(console),
            EvaluateCommand.Create(catalog, console, output, cancellation),
            PredictCommand.Create(catalog, console, cancellation),
            ExportCommand.Create(catalog, console),
            LossesCommand.Create(catalog, console, output),
        };
        return root.Parse(all);
    }

    private int Invoke(IReadOnlyList<string> args, CancellationToken cancellation)
    {
        var parsed = Parse(args, cancellation);
        return parsed.Errors.Count > 0 && parsed.Action is not HelpAction
            ? BadInput(Explain(parsed))
            : parsed.Invoke(new() { Output = output, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    }

    private static string Explain(ParseResult parsed)
    {
        // An argument that is not understood explains more than the option that is missing because of that argument.
        var error = parsed.Errors.FirstOrDefault(e => parsed.UnmatchedTokens.Any(e.Message.Contains)) ?? parsed.Errors[0];
        var hint = parsed.UnmatchedTokens.Count > 0 && parsed.CommandResult.Command is TrainCommand train ? " " + train.Hyperparameters.Describe() : "";
        return $"{error.Message}{Meant(parsed)}{hint} Try --help.";
    }

    // Options and commands that were perhaps meant by what is not understood.
    private static string Meant(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        return string.Concat(parsed.UnmatchedTokens.Take(1).Select(t => NearestName.Ask(
            t.Split('=')[0], t.StartsWith('-') ? command.Options.Where(static o => !o.Hidden).Select(static o => o.Name) : command.Subcommands.Select(static c => c.Name))));
    }

    private int BadInput(string message) => Failed(message, ExitCode.BadInput);

    private int Failed(string message, int exitCode)
    {
        error.WriteLine($"error: {message.ReplaceLineEndings(" ")}");
        return exitCode;
    }
}
