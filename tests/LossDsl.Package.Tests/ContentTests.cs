using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using LossDsl.Package.Tests.Support;

namespace LossDsl.Package.Tests;

/// <summary>Tests of what the packages hold.</summary>
[Collection(PackageCollection.Name)]
public sealed class ContentTests(Feed feed)
{
    [PackageFact]
    public void TheRuntime_HoldsTheLanguage()
    {
        var names = Entries("LossDsl.Runtime", "nupkg").Keys;
        string[] expected =
        [
            "lib/net10.0/LossDsl.Runtime.dll", "lib/net10.0/LossDsl.Runtime.xml", "lib/net10.0/LossDsl.Attributes.dll", "lib/net10.0/LossDsl.Attributes.xml",
            "analyzers/dotnet/cs/LossDsl.Generator.dll", "analyzers/dotnet/cs/LossDsl.CodeFixes.dll",
            "buildTransitive/net10.0/LossDsl.Runtime.targets", "buildTransitive/net10.0/MakeSymbolVersionOptional.cs",
            "README.md", "LICENSE", "THIRD-PARTY-NOTICES.md", "icon.png",
        ];
        Assert.All(expected, name => Assert.Contains(name, names));
        Assert.DoesNotContain(names, static n => n.EndsWith(".pdb", StringComparison.Ordinal) || n.Contains("torch", StringComparison.OrdinalIgnoreCase));
        Assert.Contains("lib/net10.0/LossDsl.Runtime.pdb", Entries("LossDsl.Runtime", "snupkg").Keys);
    }

    [PackageFact]
    public void Packages_DependOnNothingButTorchSharp()
    {
        Assert.Equal(["TorchSharp"], Dependencies("LossDsl.Runtime"));
        Assert.Equal(["LossDsl.Runtime"], Dependencies("LossDsl.Losses"));
        Assert.Equal(["LossDsl.Runtime"], Dependencies("LossDsl.Testing"));
        Assert.Empty(Dependencies("LossDsl.Templates"));
    }

    [PackageTheory]
    [InlineData("LossDsl.Runtime")]
    [InlineData("LossDsl.Losses")]
    [InlineData("LossDsl.Testing")]
    public void NoPackage_TellsOfTheMachineThatMadeIt(string package)
    {
        string[] secrets = [Path.GetTempPath().TrimEnd('/', '\\'), Repository.Root, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), "/home/", @"C:\Users\", .. Remotes()];
        foreach (var (name, content) in Entries(package, "nupkg").Concat(Entries(package, "snupkg")))
        {
            foreach (var secret in secrets)
            {
                Assert.False(Holds(content, Encoding.UTF8.GetBytes(secret)), $"{name} holds '{secret}'.");
                Assert.False(Holds(content, Encoding.Unicode.GetBytes(secret)), $"{name} holds '{secret}'.");
            }
        }
    }

    [PackageFact]
    public void TwoFolders_GiveTheSameBytes()
    {
        feed.Pack("a/copy/elsewhere", "second");
        foreach (var package in new[] { "LossDsl.Runtime", "LossDsl.Losses", "LossDsl.Testing" })
        {
            foreach (var extension in new[] { "nupkg", "snupkg" })
            {
                var (first, second) = (Entries(package, extension), Entries(package, extension, "second"));
                Assert.Equal(first.Keys.Order(), second.Keys.Order());
                Assert.All(first, entry => Assert.True(entry.Value.AsSpan().SequenceEqual(second[entry.Key]), $"{entry.Key} of {package}.{extension} differs."));
            }
        }
    }

    [Fact]
    public void TheVersionOfLibTorch_ThatTheWarningNames_IsTheOneThatIsTested()
    {
        var targets = Repository.Read("src/LossDsl.Runtime/buildTransitive/LossDsl.Runtime.targets");
        var versions = Repository.Read("Directory.Packages.props");
        Assert.Equal(Regex.Match(versions, "libtorch-cpu-linux-x64\" Version=\"([^\"]+)").Groups[1].Value, Regex.Match(targets, "<_LossDslLibTorchVersion>([^<]+)").Groups[1].Value);
        Assert.Equal(Regex.Match(versions, "TorchSharp\" Version=\"([^\"]+)").Groups[1].Value, Regex.Match(targets, "<_LossDslTorchSharpVersion>([^<]+)").Groups[1].Value);
    }

    private static bool Holds(byte[] content, byte[] text) => content.AsSpan().IndexOf(text) >= 0;

    private static IEnumerable<string> Remotes() => Shell.Run(Repository.Root, "git", "remote", "-v") is { ExitCode: 0 } known
        ? known.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static l => l.Split('\t', ' ')[1]).Where(static r => !r.Contains("github.com/LossDsl", StringComparison.Ordinal)).Distinct()
        : [];

    private IEnumerable<string> Dependencies(string package) =>
        Regex.Matches(Encoding.UTF8.GetString(Entries(package, "nupkg")[package + ".nuspec"]), "<dependency id=\"([^\"]+)\"").Select(static m => m.Groups[1].Value);

    // NuGet names two of its own entries at random.
    private Dictionary<string, byte[]> Entries(string package, string extension, string? folder = null)
    {
        using var archive = ZipFile.OpenRead(Path.Combine(folder is null ? feed.Folder : Path.Combine(feed.Folder, "..", folder), $"{package}.{Feed.Version}.{extension}"));
        return archive.Entries.Where(static e => !e.FullName.StartsWith("package/", StringComparison.Ordinal) && e.FullName != "_rels/.rels").ToDictionary(static e => e.FullName, static e =>
        {
            using var stream = e.Open();
            var content = new MemoryStream();
            stream.CopyTo(content);
            return content.ToArray();
        });
    }
}
