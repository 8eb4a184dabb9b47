using System.CommandLine;
using UNetTrainer.Errors;
using UNetTrainer.Runs;
using UNetTrainer.Training;

namespace UNetTrainer.Cli;

/// <summary>Earlier run that <c>--resume</c> continues.</summary>
/// <param name="Settings">Settings of the run, with the new length and device where given.</param>
/// <param name="Folder">Folder of the run.</param>
/// <param name="Checkpoint">State after the last finished epoch; null if the run finished no epoch.</param>
/// <param name="Notes">Remarks about the files of the run.</param>
internal sealed record BegunRun(RunSettings Settings, RunFolder Folder, Checkpoint? Checkpoint, IReadOnlyList<string> Notes) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Folder.Dispose();
}

/// <summary>Option <c>--resume</c>: continues a run with its own settings. Only the number of epochs and the device can be given anew.</summary>
internal sealed class ResumeOption
{
    private const string Epochs = "--epochs";
    private const string Device = "--device";

    /// <summary>Option that names the run folder.</summary>
    public Option<string?> Option { get; } = new("--resume")
    {
        Description = $"Goes on with the run in this folder after its last finished epoch, by its config.json; beside it only {Epochs} and {Device} can be given.",
        HelpName = "folder",
    };

    /// <summary>Returns the run that a command line names; null if it names none.</summary>
    /// <exception cref="InputException">There is no such run, its files are damaged, or another option was given for which the run has its own setting.</exception>
    public BegunRun? Read(ParseResult parsed)
    {
        if (parsed.GetValue(Option) is not { } path)
        {
            return null;
        }

        if (parsed.CommandResult.Command.Options.FirstOrDefault(o => o != Option && o.Name is not (Epochs or Device) && IsGiven(parsed, o)) is { } other)
        {
            throw new InputException($"{other.Name} cannot be given with --resume: the run in '{path}' has its own. Only {Epochs} and {Device} can.");
        }

        var folder = RunFolder.Open(path);
        try
        {
            var settings = Changed(ConfigFile.Read(folder.Config), parsed);
            return new(settings, folder, Runs.Checkpoint.Read(folder.Checkpoint), Notes(folder));
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    private static IReadOnlyList<string> Notes(RunFolder folder) => CheckedFile.IsAsWritten(folder.Config)
        ? []
        : [$"'{folder.Config}' was edited since the run wrote it. The epochs from here on follow the edited settings."];

    /// <summary>Returns the command line that goes on with a run.</summary>
    public static string CommandFor(string folder) => $"train --resume {(folder.Contains(' ', StringComparison.Ordinal) ? $"\"{folder}\"" : folder)}";

    private static RunSettings Changed(RunSettings settings, ParseResult parsed) => settings with
    {
        Training = Given(parsed, Epochs) is Option<int> epochs ? settings.Training with { Epochs = parsed.GetValue(epochs) } : settings.Training,
        Device = Given(parsed, Device) is Option<string> device ? parsed.GetChoice<DeviceChoice>(device) : settings.Device,
    };

    private static Option? Given(ParseResult parsed, string name) => parsed.CommandResult.Command.Options.FirstOrDefault(o => o.Name == name && IsGiven(parsed, o));

    private static bool IsGiven(ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };
}
