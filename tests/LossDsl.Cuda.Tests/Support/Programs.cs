namespace LossDsl.Cuda.Tests.Support;

/// <summary>Programs of this machine.</summary>
internal static class Programs
{
    /// <summary>Returns whether a program is in a folder of the PATH.</summary>
    public static bool IsOnPath(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Any(folder => File.Exists(Path.Combine(folder, name)));
}
