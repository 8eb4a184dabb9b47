using System.Reflection;

namespace LossDsl.Package.Tests.Support;

/// <summary>The repository that the tests were built in.</summary>
internal static class Repository
{
    private static readonly string[] Packed = ["src", "eng"];

    /// <summary>Path of the root folder.</summary>
    public static string Root { get; } = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static a => a.Key == "RepositoryRoot").Value!;

    /// <summary>Returns the text of a file.</summary>
    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>Copies what packing needs, without outputs: a build in the repository itself would disturb the tests beside this one.</summary>
    public static void Copy(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(Root).Concat(Packed.SelectMany(static f => Sources(Path.Combine(Root, f)))))
        {
            var target = Path.Combine(folder, Path.GetRelativePath(Root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(folder).Concat(Directory.EnumerateDirectories(folder).Where(static d => Path.GetFileName(d) is not ("bin" or "obj")).SelectMany(Sources));
}
