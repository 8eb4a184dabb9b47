using Spectre.Console;

namespace UNetTrainer.Cli;

/// <summary>Prints what a user should know about the data, one line each.</summary>
internal static class NoteLines
{
    /// <summary>Writes notes. A line is never folded, so that it can be searched for.</summary>
    public static void Write(IAnsiConsole console, IEnumerable<string> notes)
    {
        foreach (var note in notes)
        {
            console.Profile.Out.Writer.WriteLine($"Note: {note}");
        }
    }
}
