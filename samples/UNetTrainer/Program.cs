using Spectre.Console;
using UNetTrainer;
using UNetTrainer.Cli;
using UNetTrainer.Training;

// Before libtorch is loaded.
OpenMpThreads.WaitPassively();

// Before any writer of the console is used.
using var utf8 = new Utf8Output();
using var interruption = new Interruption(Console.Error);
var console = AnsiConsole.Console;
if (Console.IsOutputRedirected)
{
    // Output to a file has no window of 80 columns: each row of a table stays on one line.
    console.Profile.Width = 160;
}

return new Application(LossCatalog.All, console, Console.Out, Console.Error).Run(args, interruption.Token);
