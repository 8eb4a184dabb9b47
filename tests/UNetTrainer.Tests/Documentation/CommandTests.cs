using System.CommandLine;
using LossDsl;
using Spectre.Console;
using UNetTrainer.Cli;

namespace UNetTrainer.Tests.Documentation;

/// <summary>Tests the command lines of the pages against the parser of the trainer. Nothing is run.</summary>
public sealed class CommandTests
{
    private static readonly string[] Pages = ["README.md", "docs/trainer.md"];

    // How the two pages call the trainer. Options of the build may stand before the trainer's own.
    private static readonly string[] Programs = ["dotnet run -c Release --project samples/UNetTrainer ", "trainer "];

    private static readonly string[] Properties = ["-p:LossDslBackend=cuda", "-p:LossDslBackend=cpu"];

    private static Application Trainer => new(LossCatalog.All, AnsiConsole.Create(new()), TextWriter.Null, TextWriter.Null);

    public static TheoryData<string> Commands => [.. Pages.SelectMany(static p => new Page(p).Commands).Where(static c => Programs.Any((c + " ").StartsWith)).Distinct()];

    [Theory]
    [MemberData(nameof(Commands))]
    public void A_command_of_a_page_is_understood(string command)
    {
        var program = Programs.First((command + " ").StartsWith);
        var arguments = (command + " ")[program.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var parsed = Trainer.Parse([.. arguments.Where(static a => a != "--" && !Properties.Contains(a))]);
        Assert.Empty(parsed.Errors);
        Assert.Empty(parsed.UnmatchedTokens);
    }

    [Fact]
    public void An_option_that_a_sentence_names_exists()
    {
        var root = Trainer.Parse([]).RootCommandResult.Command;
        var known = root.Options.Concat(root.Subcommands.SelectMany(static c => c.Options)).Select(static o => o.Name)
            .Concat(LossCatalog.All.SelectMany(static e => e.Metadata.Hyperparameters).Select(HyperparameterOptions.NameOf));

        // Other programs have options too: only what begins with an option or with a command is the trainer's.
        var named = Pages.SelectMany(static p => new Page(p).Code).Select(static c => c.Split(' ', '=', '|'))
            .Where(words => words[0].StartsWith("--", StringComparison.Ordinal) || root.Subcommands.Any(c => c.Name == words[0]))
            .SelectMany(static words => words).Where(static w => w.StartsWith("--", StringComparison.Ordinal));
        Assert.Equal([], named.Except(known));
    }
}
