namespace LossDsl.Cuda.Native;

/// <summary>Folder for compiled programs. A program is code, so a folder that others can write to is not used.</summary>
internal static class CacheFolder
{
    /// <summary>Environment variable with the folder.</summary>
    public const string PathVariable = "LOSSDSL_CACHE";

    /// <summary>The folder that the environment names, else that of the user; null if there is none.</summary>
    public static string? Default
    {
        get
        {
            var named = Environment.GetEnvironmentVariable(PathVariable);
            var local = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
            return !string.IsNullOrEmpty(named) ? Path.GetFullPath(named) : local.Length > 0 ? Path.Combine(local, "lossdsl", "kernels") : null;
        }
    }

    /// <summary>Creates the folder if there is none, for the user alone. Returns the path, or null if the folder cannot be used.</summary>
    public static string? Open(string path)
    {
        try
        {
            if (Create(path))
            {
                return path;
            }

            CudaNotice.Once($"Compiled kernels are not kept in {path}, and every start of the program compiles them again: others can write to that folder. "
                + $"Make it yours alone (chmod 700), or name another one in {PathVariable}.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            CudaNotice.Once($"Compiled kernels are not kept in {path}, and every start of the program compiles them again: {e.Message} Name another folder in {PathVariable}.");
        }

        return null;
    }

    private static bool Create(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return IsBelowProfile(path);
        }

        if (!Directory.Exists(path))
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return FileOwner.IsOnlyUser(path);
    }

    // Other users of Windows cannot write to a profile.
    private static bool IsBelowProfile(string path) =>
        Path.GetFullPath(path).StartsWith(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + Path.DirectorySeparatorChar, StringComparison.OrdinalIgnoreCase);
}
