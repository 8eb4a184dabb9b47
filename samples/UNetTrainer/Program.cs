using Spectre.Console;
using UNetTrainer;
using UNetTrainer.Cli;

using var interruption = new Interruption(Console.Error);
var console = AnsiConsole.Console;
if (Console.IsOutputRedirected)
{
    // Nobody's window is 80 columns wide when nobody looks: tables in a file keep their rows on a line.
    console.Profile.Width = 160;
}

return new Application(LossCatalog.All, console, Console.Out, Console.Error).Run(args, interruption.Token);
