namespace LossDsl.Package.Tests.Support;

/// <summary>Folder feed with the packages of this repository, and an empty package cache for what is restored from it.</summary>
public sealed class Feed : IDisposable
{
    /// <summary>Version of the packages. No published version is named so.</summary>
    public const string Version = "0.0.1-test.1";

    private readonly string root = Directory.CreateTempSubdirectory("lossdsl-packages-").FullName;

    // The feed is made before the first test, also if all of them are skipped: packing waits for the first use.
    private readonly Lazy<string> folder;

    public Feed() => folder = new(() => Pack("source", "feed"));

    /// <summary>Folder of the packages.</summary>
    public string Folder => folder.Value;

    /// <summary>Packs a copy of the repository into a folder.</summary>
    /// <param name="source">Name of the folder of the copy.</param>
    /// <param name="feed">Name of the folder for the packages.</param>
    internal string Pack(string source, string feed)
    {
        var (copy, packages) = (Path.Combine(root, source), Path.Combine(root, feed));
        Repository.Copy(copy);
        if (OperatingSystem.IsWindows())
        {
            Shell.Run(copy, "pwsh", "eng/pack.ps1", packages, Version).Succeeded();
        }
        else
        {
            Shell.Run(copy, "sh", "eng/pack.sh", packages, Version).Succeeded();
        }

        return packages;
    }

    /// <summary>Adds another version of the runtime's package to this feed, from the changed sources of the first.</summary>
    /// <param name="version">Version of the package.</param>
    /// <param name="change">Changes the sources in a folder.</param>
    internal void PackRuntime(string version, Action<string> change)
    {
        var copy = Path.Combine(Folder, "..", "source");
        change(copy);
        Shell.Run(copy, "dotnet", "pack", "-c", "Release", "-o", Folder, "src/LossDsl.Runtime", "-p:MinVerVersionOverride=" + version).Succeeded();
    }

    /// <summary>Creates an empty folder outside the repository, whose projects restore from this feed.</summary>
    internal Sandbox Create(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(root, "work", name)).FullName;
        var known = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

        // TorchSharp and libtorch are taken from the user's cache where it has them: they are 600 MB.
        File.WriteAllText(Path.Combine(root, "work", "nuget.config"), $"""
            <configuration>
              <packageSources><add key="lossdsl" value="{Folder}" /></packageSources>
              <config><add key="globalPackagesFolder" value="{Path.Combine(root, "cache")}" /></config>
              <fallbackPackageFolders><add key="known" value="{known}" /></fallbackPackageFolders>
            </configuration>
            """);
        File.WriteAllText(Path.Combine(root, "work", "Directory.Build.props"), """
            <Project>
              <PropertyGroup><CreateHardLinksForCopyLocalIfPossible>true</CreateHardLinksForCopyLocalIfPossible></PropertyGroup>
            </Project>
            """);
        return new(folder);
    }

    public void Dispose()
    {
        if (folder.IsValueCreated)
        {
            Shell.StopServer();
        }

        try
        {
            Directory.Delete(root, recursive: true);
        }
        catch (IOException)
        {
            // A program may hold a library for a moment longer; the system clears its folder of temporary files.
        }
    }
}
