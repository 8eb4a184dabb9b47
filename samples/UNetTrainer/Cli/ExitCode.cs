namespace UNetTrainer.Cli;

/// <summary>Exit codes of the program.</summary>
internal static class ExitCode
{
    /// <summary>Success.</summary>
    public const int Ok = 0;

    /// <summary>Defect of this program.</summary>
    public const int Unexpected = 1;

    /// <summary>Options or files cannot be used; one line on standard error says why.</summary>
    public const int BadInput = 2;

    /// <summary>Diverged training: the loss is no longer finite. One line on standard error says where and why; weights from before are saved.</summary>
    public const int Diverged = 3;

    /// <summary>Run stopped by a signal; the weights are saved. 130 is the shell's number for SIGINT.</summary>
    public const int Interrupted = 130;
}
