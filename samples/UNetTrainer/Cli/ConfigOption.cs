using System.CommandLine;
using UNetTrainer.Errors;

namespace UNetTrainer.Cli;

/// <summary>Option <c>--config</c>: takes all settings from the config.json of an earlier run or comparison. Few options can be given beside it.</summary>
internal sealed class ConfigOption
{
    private static readonly string[] Always = ["--out", "--device", "--threads"];

    private readonly string[] others;

    /// <param name="what">Name of what the file configures, with its article.</param>
    /// <param name="others">Names of further options that can be given beside it.</param>
    public ConfigOption(string what, params string[] others)
    {
        this.others = [.. Always, .. others];
        Option = new("--config") { Description = $"Takes all settings from the config.json of {what}; beside it only {string.Join(", ", this.others)} can be given.", HelpName = "file" };
    }

    /// <summary>Option that names the file.</summary>
    public Option<string?> Option { get; }

    /// <summary>Returns the path that a command line gives; null if it gives none.</summary>
    /// <exception cref="InputException">Another option was given, for which the file has its own setting.</exception>
    public string? Read(ParseResult parsed)
    {
        if (parsed.GetValue(Option) is not { } path)
        {
            return null;
        }

        return parsed.CommandResult.Command.Options.FirstOrDefault(o => o != Option && !others.Contains(o.Name) && IsGiven(parsed, o)) is { } other
            ? throw new InputException($"{other.Name} cannot be given with --config: '{path}' has its own. Only {string.Join(", ", others)} can.")
            : path;
    }

    /// <summary>Returns whether a command line gives an option.</summary>
    public static bool IsGiven(ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };
}
