using System.CommandLine;
using LossDsl;
using Spectre.Console;
using UNetTrainer.Errors;
using UNetTrainer.Runs;
using UNetTrainer.Training;

namespace UNetTrainer.Cli;

/// <summary>Command <c>export</c>: writes the best weights of a run for other programs.</summary>
internal static class ExportCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(Catalog catalog, IAnsiConsole console)
    {
        var run = new Argument<string>("run") { Description = "The folder of a run that has ended." };
        var file = new Option<string>("--out") { Description = "Where the weights go: a file ending in .safetensors or .pth.", HelpName = "file", Required = true };
        var overwrite = new Option<bool>("--overwrite") { Description = "Replaces a file that is in the way although this run did not write it." };
        var command = new Command("export", "Writes the best weights of a run as safetensors or .pth.") { run, file, overwrite };
        command.SetAction(parsed =>
        {
            Write(new(parsed.GetValue(run)!, catalog, DeviceChoice.Cpu), parsed.GetValue(file)!, parsed.GetValue(overwrite));
            console.WriteLine(parsed.GetValue(file)!);
            return ExitCode.Ok;
        });
        return command;
    }

    private static void Write(TrainedNetwork network, string path, bool overwrite)
    {
        var (encode, record, weights) = (WeightsFile.EncoderFor(path), PredictionRecord.Open(network.Run.Path), Path.Combine(network.Run.Path, "best.weights"));
        if (!overwrite && record.IsForeign(path, weights))
        {
            throw new InputException($"'{path}' is there and is not what this run exported: choose another --out, or give --overwrite.");
        }

        record.Write(Path.GetFullPath(path), network.Export(encode), weights);
        record.Save();
    }
}
