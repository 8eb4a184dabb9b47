using System.Runtime.InteropServices;
using LossDsl.Cuda.Native;

namespace LossDsl.GpuCheck.Timing;

/// <summary>
/// Counts operations of libtorch that make the host wait for the device, as PyTorch's <c>torch.cuda.set_sync_debug_mode("warn")</c> shows them: libtorch then writes a warning for
/// each to the standard error, which goes to a file meanwhile.
/// </summary>
internal sealed unsafe class WaitCounter
{
    private const string Warning = "synchronizing CUDA operation";
    private const int StandardError = 2, WarnMode = 1;

    // c10::cuda::WarningState, of which the mode is the only member; a static variable of c10::cuda::warning_state().
    private const string StateSymbol = "_ZZN3c104cuda13warning_stateEvE14warning_state_";

    private readonly int* mode;

    private WaitCounter(nint mode) => this.mode = (int*)mode;

    /// <summary>Creates a counter, or returns null where libtorch has no device or does not export the mode.</summary>
    public static WaitCounter? TryCreate(Machine machine)
    {
        var folder = machine.Driver is null ? null : Path.GetDirectoryName(MappedLibraries.FindTorchCuda());
        foreach (var name in folder is null ? [] : new[] { "libc10_cuda.so", "libtorch_cuda.so" })
        {
            if (NativeLibrary.TryLoad(Path.Combine(folder!, name), out var library) && NativeLibrary.TryGetExport(library, StateSymbol, out var state))
            {
                return new(state);
            }
        }

        return null;
    }

    /// <summary>Returns the number of waits in an action.</summary>
    public int Count(Action action)
    {
        var before = *mode;
        *mode = WarnMode;
        try
        {
            return CaptureErrors(action).Split('\n').Count(static line => line.Contains(Warning, StringComparison.Ordinal));
        }
        finally
        {
            *mode = before;
        }
    }

    /// <summary>Returns whether what native code writes to the standard error is captured.</summary>
    public static bool CapturesErrors() => CaptureErrors(static () => _ = Write(StandardError, "probe", 5)) == "probe";

    /// <summary>Runs an action. Returns what native code wrote to the standard error meanwhile.</summary>
    public static string CaptureErrors(Action action)
    {
        var path = Path.GetTempFileName();
        var kept = Duplicate(StandardError);
        try
        {
            using (var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write))
            {
                _ = DuplicateTo((int)file.DangerousGetHandle(), StandardError);
            }

            action();
        }
        finally
        {
            _ = DuplicateTo(kept, StandardError);
            _ = Close(kept);
        }

        var text = File.ReadAllText(path);
        File.Delete(path);
        return text;
    }

    [DllImport("libc", EntryPoint = "dup")]
    private static extern int Duplicate(int file);

    [DllImport("libc", EntryPoint = "dup2")]
    private static extern int DuplicateTo(int file, int other);

    [DllImport("libc", EntryPoint = "write", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern nint Write(int file, string text, nint length);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int file);
}
