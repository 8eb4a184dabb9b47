using UNetTrainer.Errors;

namespace UNetTrainer.Cli;

/// <summary>Tells errors of the disk (full, read-only, without permission, defective) from defects of the program.</summary>
internal static class Unwritten
{
    /// <summary>Returns a sentence for an error of the disk, with the path; null for any other error.</summary>
    public static string? Explain(Exception error) => error switch
    {
        OutputException => error.Message,
        AggregateException { InnerExceptions: [var only] } => Explain(only),

        EndOfStreamException => null,

        // The system's message names the path.
        IOException or UnauthorizedAccessException => $"Cannot read or write a file: {error.Message.TrimEnd('.')}. Make room there, or name another folder.",
        _ => null,
    };
}
