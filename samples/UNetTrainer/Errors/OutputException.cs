namespace UNetTrainer.Errors;

/// <summary>Error in writing a file: the disk is full, the folder is read-only, or the file belongs to somebody else. What was saved before stays as it was.</summary>
internal sealed class OutputException(string message, Exception? inner = null) : InputException(message, inner)
{
    /// <summary>Creates the error for a file that the system refuses to write.</summary>
    public static OutputException Of(string path, Exception cause) => new($"Cannot write '{path}': {Reason(cause)}. Make room there, or name another folder.", cause);

    /// <summary>Returns the system's reason without the path, which may be that of a temporary file, and without the last stop.</summary>
    public static string Reason(Exception cause)
    {
        var message = cause.Message.TrimEnd('.');
        var path = message.IndexOf(" : '", StringComparison.Ordinal);
        return path > 0 ? message[..path] : message;
    }
}
