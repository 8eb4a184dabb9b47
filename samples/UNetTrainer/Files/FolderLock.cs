using System.Diagnostics;
using System.Globalization;
using UNetTrainer.Errors;

namespace UNetTrainer.Files;

/// <summary>
/// Lock of a folder that one process writes to. The system releases the lock when the process ends, however it ends. For file systems without locks, and for messages,
/// the owner is written beside the lock; the owner counts only while it lives.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly FileStream held;
    private readonly string owner;

    private FolderLock(FileStream held, string owner) => (this.held, this.owner) = (held, owner);

    /// <summary>Locks a folder.</summary>
    /// <param name="folder">Folder, which must exist.</param>
    /// <param name="name">Name of the lock, if a folder has several.</param>
    /// <exception cref="InputException">Another process, or this one, has the lock.</exception>
    /// <exception cref="OutputException">The folder cannot be written to.</exception>
    public static FolderLock Take(string folder, string name = "lock")
    {
        var path = Path.Combine(folder, $".lossdsl-{name}");
        var owner = path + "-owner";
        try
        {
            // The file stays: if it were deleted, a third process could lock a new file of that name while a second still locks the old one.
            var held = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            if (LivingOwner(owner) is { } other)
            {
                held.Dispose();
                throw InUse(folder, other);
            }

            var taken = new FolderLock(held, owner);
            taken.WriteOwner();
            return taken;
        }
        catch (IOException e) when (IsLocked(e))
        {
            throw InUse(folder, LivingOwner(owner) ?? "another process");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw OutputException.Of(path, e);
        }
    }

    /// <summary>Locks a folder as <see cref="Take"/> does, and waits up to half a minute for a process that has the lock.</summary>
    /// <exception cref="InputException">Another process has kept the lock.</exception>
    public static FolderLock Wait(string folder, string name)
    {
        for (var waited = Stopwatch.StartNew(); ; Thread.Sleep(Pause))
        {
            try
            {
                return Take(folder, name);
            }
            catch (InputException) when (waited.Elapsed < Longest)
            {
                // The other process writes a short file.
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Replacement.Delete(owner);
        held.Dispose();
    }

    private static InputException InUse(string folder, string other) => new($"'{folder}' is in use by {other}: wait until it has ended, or choose another folder.");

    // Windows: sharing violation. Elsewhere: the number of EAGAIN on Linux, on macOS.
    private static bool IsLocked(IOException e) => OperatingSystem.IsWindows() ? (e.HResult & 0xFFFF) == 32 : e.HResult is 11 or 35;

    private void WriteOwner()
    {
        try
        {
            File.WriteAllText(owner, string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName} {Environment.ProcessId} {StartOf(Process.GetCurrentProcess()):O}\n"));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    // A number of a process is used again after its end, so the time of its start is compared too; the system reckons it from ticks, with some milliseconds of error.
    private static string? LivingOwner(string path)
    {
        try
        {
            if (!File.Exists(path) || File.ReadAllText(path).Split(' ', 3) is not [var machine, var id, var start] || machine != Environment.MachineName)
            {
                return null;
            }

            using var process = Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture));
            var difference = StartOf(process) - DateTime.Parse(start.Trim(), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
            return !process.HasExited && difference.Duration() < TimeSpan.FromSeconds(2) && process.Id != Environment.ProcessId ? $"process {process.Id}" : null;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException or InvalidOperationException or IOException or UnauthorizedAccessException or System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static DateTime StartOf(Process process) => process.StartTime.ToUniversalTime();
}
