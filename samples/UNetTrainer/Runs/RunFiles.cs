using System.Security.Cryptography;
using System.Text.RegularExpressions;
using UNetTrainer.Errors;

namespace UNetTrainer.Runs;

/// <summary>Tells the files of a run from those of the user, and claims, opens and empties run folders by that.</summary>
internal static partial class RunFiles
{
    /// <summary>Name of the checkpoint, which holds a checksum of its own.</summary>
    public const string Checkpoint = "checkpoint.bin";

    private const string Config = "config.json";
    private const string Events = "tensorboard";

    // Endings of what a run writes. A folder may hold other files: notes, or the log of a job.
    private static readonly string[] Endings = [".json", ".csv", ".html", ".png", ".bin", ".weights"];

    /// <summary>Makes the folder of a new run, marks it and locks it. A marked folder in which no run has begun is taken over.</summary>
    /// <exception cref="InputException">The folder cannot be made, is in use, holds a run, or holds a file that a run might overwrite.</exception>
    public static FolderLock Claim(string path)
    {
        CheckIsFree(path);
        return Try(path, () =>
        {
            var held = Locked(Directory.CreateDirectory(path).FullName);
            if (File.Exists(Path.Combine(path, Config)))
            {
                held.Dispose();
                throw HoldsARun(path);
            }

            return held;
        });
    }

    /// <summary>Makes, marks and locks a folder that does not exist; returns null if there is anything of that name.</summary>
    public static FolderLock? TryClaim(string path) => Try(path, () =>
        !Path.Exists(path) && FolderMark.TryCreate(Directory.CreateDirectory(path).FullName) ? FolderLock.Take(path) : null);

    /// <summary>Locks the folder of a run that has begun. A folder of an earlier version gets a mark that names its files as they are.</summary>
    public static FolderLock Reopen(string path)
    {
        var held = FolderLock.Take(path);
        if (FolderMark.TryCreate(path))
        {
            foreach (var file in Directory.EnumerateFiles(path).Where(static f => MayBeOfARun(f) && !HasOwnChecksum(f)))
            {
                FolderMark.Note(path, Path.GetFileName(file), Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))));
            }
        }

        RemoveTemporaryFiles(path);
        return held;
    }

    /// <summary>Removes the files that an earlier run wrote in a folder, and nothing else, so that a new run can begin there.</summary>
    /// <exception cref="InputException">The folder has no mark of a run, or is in use.</exception>
    public static void Clear(string path)
    {
        CheckCanBeCleared(path);
        if (!FolderMark.Exists(path))
        {
            return;
        }

        using var held = FolderLock.Take(path);
        string[] written = [.. FolderMark.Read(path).Files, Checkpoint, FolderMark.Name];
        Array.ForEach(written, name => File.Delete(Path.Combine(path, Path.GetFileName(name))));
        RemoveTemporaryFiles(path);
        var events = Path.Combine(path, Events);
        if (Directory.Exists(events))
        {
            Array.ForEach(Directory.GetFiles(events, "events.out.tfevents.*"), File.Delete);
        }
    }

    /// <summary>Checks that <see cref="Clear"/> has nothing to remove that is not a run's.</summary>
    /// <exception cref="InputException">The folder is a link or holds files, and no mark of a run.</exception>
    public static void CheckCanBeCleared(string path)
    {
        if (Path.Exists(path) && (new DirectoryInfo(path).LinkTarget is not null || (!FolderMark.Exists(path) && (File.Exists(path) || Directory.EnumerateFileSystemEntries(path).Any()))))
        {
            throw new InputException($"'{path}' was not written by a run: nothing is removed there. Move it away, or choose another --out.");
        }
    }

    private static void CheckIsFree(string path)
    {
        if (File.Exists(Path.Combine(path, Config)))
        {
            throw HoldsARun(path);
        }

        if (Directory.Exists(path) && !FolderMark.Exists(path) && Directory.EnumerateFileSystemEntries(path).FirstOrDefault(MayBeOfARun) is { } entry)
        {
            throw new InputException($"'{path}' holds '{Path.GetFileName(entry)}', which no run wrote there: choose a new folder or an empty one (--out).");
        }
    }

    private static FolderLock Locked(string path)
    {
        var held = FolderLock.Take(path);
        FolderMark.TryCreate(path);
        return held;
    }

    private static InputException HoldsARun(string path) => new($"'{path}' holds a run already: choose another --out, or go on with it by --resume.");

    private static bool MayBeOfARun(string path) => Path.GetFileName(path) == Events || Endings.Contains(Path.GetExtension(path));

    private static bool HasOwnChecksum(string path) => Path.GetFileName(path) == Checkpoint;

    private static T Try<T>(string path, Func<T> make)
    {
        try
        {
            return make();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InputException($"Cannot write the run to '{path}' (--out): {e.Message}", e);
        }
    }

    // Of a process that was killed while it wrote.
    private static void RemoveTemporaryFiles(string path) =>
        Array.ForEach([.. Directory.EnumerateFiles(path).Where(static f => Temporary().IsMatch(Path.GetFileName(f)))], Replacement.Delete);

    [GeneratedRegex(@"\.[0-9a-f]{32}\.tmp$")]
    private static partial Regex Temporary();
}
