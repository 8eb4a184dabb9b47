using LossDsl.Package.Tests.Support;

namespace LossDsl.Package.Tests;

/// <summary>Tests of the templates, as <c>dotnet new</c> makes them.</summary>
[Collection(PackageCollection.Name)]
public sealed class TemplateTests(Feed feed)
{
    [PackageFact]
    public void ALibrary_PassesItsOwnTests()
    {
        var work = Create("templates", "lossdsl", "Acme.Losses");
        var output = new Sandbox(Path.Combine(work.Folder, "Acme.Losses")).DotNet("test").Succeeded();
        Assert.Matches(@"Passed! +- Failed: +0, Passed: +4", output);
        Assert.DoesNotContain("warning", output, StringComparison.Ordinal);
    }

    [PackageFact]
    public void ATrainer_TrainsOnPictures()
    {
        var work = Create("trainer", "lossdsl-trainer", "Organs");
        var pictures = Path.Combine(Repository.Root, "tests", "LossDsl.Package.Tests", "Pictures");
        var output = new Sandbox(Path.Combine(work.Folder, "Organs")).DotNet("run", "--", Path.Combine(pictures, "images"), Path.Combine(pictures, "masks"), "tversky", "2").Succeeded();
        Assert.Matches(@"epoch 2: tversky 0\.\d+, test Dice \d", output);
    }

    private Sandbox Create(string name, string template, string project)
    {
        var work = feed.Create(name);
        var hive = Path.Combine(work.Folder, "hive");
        work.DotNet("new", "install", Path.Combine(feed.Folder, $"LossDsl.Templates.{Feed.Version}.nupkg"), "--debug:custom-hive", hive).Succeeded();
        work.DotNet("new", template, "-n", project, "--debug:custom-hive", hive).Succeeded();
        return work;
    }
}
