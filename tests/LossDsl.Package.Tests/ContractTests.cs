using LossDsl.Package.Tests.Support;

namespace LossDsl.Package.Tests;

/// <summary>Tests of a library that was compiled with one version and meets the runtime of another.</summary>
[Collection(PackageCollection.Name)]
public sealed class ContractTests(Feed feed)
{
    [PackageFact]
    public void ARuntimeOfAnotherContract_RefusesTheLibrary_InOneSentence()
    {
        const string next = "0.0.2-test.1";
        feed.PackRuntime(next, static copy =>
        {
            var (contract, generator) = (Path.Combine(copy, "src/LossDsl.Runtime/Metadata/RuntimeContract.cs"), Path.Combine(copy, "src/LossDsl.Generator/Backends/Printing/GeneratedFile.cs"));
            Replace(contract, "Version => 1;", "Version => 2;");
            Replace(generator, "Contract = 1;", "Contract = 2;");
        });
        var work = feed.Create("contract").Project("lib/lib.csproj", Sandbox.Runtime).Write("lib/FBetaLoss.cs", Sandbox.FBeta);
        work.DotNet("pack", "lib", "-o", feed.Folder, "-p:Version=1.0.0", "-p:PackageId=Mine.Losses").Succeeded();

        var references = $"""<PackageReference Include="Mine.Losses" Version="1.0.0" /><PackageReference Include="LossDsl.Runtime" Version="{next}" />""" + Sandbox.LibTorch;
        work.Project("app/app.csproj", references, "<OutputType>Exe</OutputType>").Write("app/Program.cs", """
            foreach (var use in new System.Action[] { static () => new Mine.FBetaLoss(), static () => System.Console.WriteLine(app.LossCatalog.All.Count) })
            {
                try
                {
                    use();
                }
                catch (System.InvalidOperationException e)
                {
                    System.Console.WriteLine(e.Message);
                }
            }
            """);
        var output = work.DotNet("run", "--project", "app").Succeeded();
        Assert.Equal(2, output.Split('\n').Count(static l => l.StartsWith("The losses of ", StringComparison.Ordinal) && l.Contains("version 1 of the contract", StringComparison.Ordinal)));
    }

    private static void Replace(string path, string old, string now)
    {
        var text = File.ReadAllText(path);
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(old, now, StringComparison.Ordinal));
    }
}
