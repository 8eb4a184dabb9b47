namespace UNetTrainer.Cli;

/// <summary>What the program returns.</summary>
internal static class ExitCode
{
    /// <summary>All went well.</summary>
    public const int Ok = 0;

    /// <summary>A defect of this program.</summary>
    public const int Unexpected = 1;

    /// <summary>What was given cannot be used; one line on standard error says why.</summary>
    public const int BadInput = 2;

    /// <summary>The loss is no longer finite; one line on standard error says where and why, what was learnt before is saved.</summary>
    public const int Diverged = 3;

    /// <summary>Stopped by a signal, what was learnt is saved. The shell's number for SIGINT.</summary>
    public const int Interrupted = 130;
}
