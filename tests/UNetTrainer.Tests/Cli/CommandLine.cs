using LossDsl;
using Spectre.Console;
using UNetTrainer.Cli;

namespace UNetTrainer.Tests.Cli;

/// <summary>Result of a command line of the trainer that was run in this process: exit code, standard output and standard error.</summary>
internal sealed record CommandLine(int ExitCode, string Output, string Error)
{
    public static CommandLine Run(params string[] args) => Run(LossCatalog.All, args);

    public static CommandLine Run(Catalog catalog, string[] args, CancellationToken cancellation = default)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(output), Ansi = AnsiSupport.No, Interactive = InteractionSupport.No });
        console.Profile.Width = 160;
        return new(new Application(catalog, console, output, error).Run(args, cancellation), output.ToString(), error.ToString());
    }

    /// <summary>Asserts exit code 2, no output, and one line on standard error that has the fragments and no stack trace.</summary>
    public void AssertRefused(params string[] fragments)
    {
        Assert.Equal(2, ExitCode);
        Assert.Equal("", Output);
        Assert.Single(Error.TrimEnd('\n').Split('\n'));
        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
        Assert.All(fragments, fragment => Assert.Contains(fragment, Error, StringComparison.Ordinal));
    }
}
