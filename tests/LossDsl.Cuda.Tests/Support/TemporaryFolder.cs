namespace LossDsl.Cuda.Tests.Support;

/// <summary>A folder that lives as long as a test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("lossdsl-cuda-").FullName;

    /// <summary>Returns the path of a file or folder in the folder, which need not exist.</summary>
    public string this[string name] => Path.Combine(root, name);

    public void Dispose() => Directory.Delete(root, recursive: true);
}
