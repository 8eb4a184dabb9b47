using System.Runtime.InteropServices;

namespace UNetTrainer.Cli;

/// <summary>Handler of signals: turns the first Ctrl-C, or request to terminate, into a cancellation. The second signal ends the process at once, as usual.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly TextWriter error;
    private readonly PosixSignalRegistration[] registrations;

    public Interruption(TextWriter error)
    {
        this.error = error;
        registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt)];
    }

    /// <summary>Token that the first signal cancels.</summary>
    public CancellationToken Token => source.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        Array.ForEach(registrations, static r => r.Dispose());
        source.Dispose();
    }

    private void Interrupt(PosixSignalContext signal)
    {
        if (source.IsCancellationRequested)
        {
            return;
        }

        signal.Cancel = true;
        error.WriteLine("Stopping after the running batch; what was learnt is saved. Once more to stop at once.");
        source.Cancel();
    }
}
