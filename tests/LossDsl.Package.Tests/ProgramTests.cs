using System.Text.RegularExpressions;
using LossDsl.Package.Tests.Support;

namespace LossDsl.Package.Tests;

/// <summary>Tests of programs and libraries that use the packages, in folders outside the repository.</summary>
[Collection(PackageCollection.Name)]
public sealed class ProgramTests(Feed feed)
{
    // Prints the gradient of a loss and the name that the catalog has for it.
    private const string Step = """
        using LossDsl;
        using static TorchSharp.torch;

        var loss = new Mine.FBetaLoss(beta: 2);
        using var logits = zeros(1, 1, 2, 2, requires_grad: true);
        using var value = loss.call(logits, ones(1, 1, 2, 2));
        value.backward();
        Console.WriteLine($"{loss.Metadata.Name} {value.item<float>():F3} {logits.grad!.sum().item<float>() < 0}");
        """;

    private const string Printed = "f-beta 0.444 True";

    [PackageTheory]
    [InlineData("README.md", "MyApp", @"f-beta: 0\.\d{4}, one of 73 losses")]
    [InlineData("eng/package/README.md", "readme", @"f-beta: 0\.\d{4}, .*beta")]
    public void TheProgramOfAReadme_BuildsWithoutWarnings_AndTrainsAStep(string readme, string name, string expected)
    {
        var program = Regex.Match(Repository.Read(readme), "```csharp\n(using .*?)```", RegexOptions.Singleline).Groups[1].Value;
        var output = App(name).Write("Program.cs", program).DotNet("run", "-c", "Release").Succeeded();
        Assert.Matches(expected, output);
        Assert.DoesNotContain("warning", output, StringComparison.Ordinal);
    }

    [PackageFact]
    public void AProgramWithoutLibTorch_IsWarned_UnlessItWantsNone()
    {
        var app = feed.Create("bare").Project("bare.csproj", Sandbox.Runtime, "<OutputType>Exe</OutputType>").Write("Program.cs", "System.Console.WriteLine(1);");
        Assert.Matches(@"warning LOSS9101: bare has no libtorch.*dotnet add package libtorch-cpu-\S+ --version 2", app.DotNet("build").Succeeded());
        Assert.Contains("add package TorchSharp-cuda-linux --version 0", Warned("linux-x64", "cuda"), StringComparison.Ordinal);
        Assert.Contains("LOSS9101: bare has no libtorch, which computes tensors, and would end with a DllNotFoundException. No package has it for linux-arm64.", Warned("linux-arm64", "cpu"), StringComparison.Ordinal);
        Assert.DoesNotContain("warning", Warned("linux-x64", "none"), StringComparison.Ordinal);

        // The target behind which the warning comes; its build needs no compiler.
        string Warned(string platform, string backend) =>
            app.DotNet("build", "-t:ResolvePackageAssets", "-p:RuntimeIdentifier=" + platform, "-p:SelfContained=false", "-p:UseAppHost=false", "-p:LossDslBackend=" + backend).Succeeded();
    }

    [PackageFact]
    public void ALibraryOfLosses_ServesCSharpAndFSharp_WithTheNullableContextOff()
    {
        var work = feed.Create("library").Project("lib/lib.csproj", Sandbox.Runtime, "<Nullable>disable</Nullable>").Write("lib/FBetaLoss.cs", Sandbox.FBeta);
        work.Project("app/app.csproj", "<ProjectReference Include=\"../lib/lib.csproj\" />" + Sandbox.LibTorch, "<OutputType>Exe</OutputType>")
            .Write("app/Program.cs", Step + "\nConsole.WriteLine(app.LossCatalog.All[\"F-BETA\"].Metadata.Reference);");
        Assert.Matches(Printed + @"\s+van Rijsbergen 1979", work.DotNet("run", "--project", "app").Succeeded());

        work.Project("fsharp/fsharp.fsproj", "<Compile Include=\"Program.fs\" /><ProjectReference Include=\"../lib/lib.csproj\" />" + Sandbox.LibTorch, "<OutputType>Exe</OutputType>")
            .Write("fsharp/Program.fs", "let loss = new Mine.FBetaLoss(beta = 2.0)\nlet value = loss.call(TorchSharp.torch.zeros(1L, 1L, 2L, 2L), TorchSharp.torch.ones(1L, 1L, 2L, 2L))\nprintfn \"%s %.3f\" loss.Metadata.Name (float (value.item<float32>()))\n");
        Assert.Contains("f-beta 0.444", work.DotNet("run", "--project", "fsharp").Succeeded(), StringComparison.Ordinal);
    }

    [PackageFact]
    public void TwoLosses_OfOneClassNameInTwoNamespaces_Compile()
    {
        var other = Sandbox.FBeta.Replace("namespace Mine", "namespace Other", StringComparison.Ordinal).Replace("\"f-beta\"", "\"f-beta-other\"", StringComparison.Ordinal);
        var output = App("names").Write("Program.cs", Step + "\nConsole.WriteLine(names.LossCatalog.Local.Count);").Write("A.cs", Sandbox.FBeta).Write("B.cs", other).DotNet("run").Succeeded();
        Assert.Matches(Printed + @"\s+2", output);
    }

    [PackageTheory]
    [InlineData("11", true)]
    [InlineData("10", false)]
    public void TheOldestLanguage_Works_AndTheOneBelowIsTold(string version, bool works)
    {
        var work = feed.Create("language" + version).Project("language.csproj", Sandbox.Runtime, $"<LangVersion>{version}</LangVersion>").Write("FBetaLoss.cs", Sandbox.FBeta);
        var built = work.DotNet("build");
        Assert.Equal(works, built.ExitCode == 0);
        Assert.Equal(works, !Regex.IsMatch(built.Output, @"LOSS1010: .*C# 11"));
        Assert.DoesNotContain("error CS9058", built.Output, StringComparison.Ordinal);
    }

    [PackageTheory]
    [InlineData("net9.0")]
    [InlineData("netstandard2.1")]
    public void AnOlderFramework_IsRefusedByTheRestore(string framework)
    {
        var built = feed.Create(framework).Project("old.csproj", Sandbox.Losses, framework: framework).Write("FBetaLoss.cs", Sandbox.FBeta).DotNet("build");
        Assert.NotEqual(0, built.ExitCode);
        Assert.Contains("NU1202", built.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("CS0246", built.Output, StringComparison.Ordinal);
    }

    [PackageFact]
    public void AFrameworkOfWindows_Builds()
    {
        // A library without windows; not every feed has the reference assemblies of those that have some.
        const string properties = "<EnableWindowsTargeting>true</EnableWindowsTargeting><DisableTransitiveFrameworkReferenceDownloads>true</DisableTransitiveFrameworkReferenceDownloads>";
        var work = feed.Create("windows").Project("windows.csproj", Sandbox.Losses, properties, "net10.0-windows").Write("FBetaLoss.cs", Sandbox.FBeta);
        Assert.DoesNotContain("warning", work.DotNet("build").Succeeded(), StringComparison.Ordinal);
    }

    [PackageFact]
    public void CentralPackageManagement_Works()
    {
        var work = feed.Create("central").Write("Directory.Packages.props", $"""
            <Project>
              <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>
              <ItemGroup><PackageVersion Include="LossDsl.Losses" Version="{Feed.Version}" /></ItemGroup>
            </Project>
            """);
        work.Project("central.csproj", "<PackageReference Include=\"LossDsl.Losses\" />").Write("FBetaLoss.cs", Sandbox.FBeta);
        Assert.DoesNotContain("warning", work.DotNet("build").Succeeded(), StringComparison.Ordinal);
        Assert.DoesNotContain("3.119", work.DotNet("list", "package", "--include-transitive").Succeeded(), StringComparison.Ordinal);
    }

    [PackageFact]
    public void AProgramOfOneFile_RunsByItsPackages()
    {
        var work = feed.Create("file").Write("app.cs", Repository.Read("samples/OneFile/app.cs").Replace("@*", "@" + Feed.Version, StringComparison.Ordinal));
        Assert.Matches(@"Dice \d\.\d+", work.DotNet("run", "app.cs").Succeeded());
    }

    [PackageTheory]
    [InlineData("-p:PublishTrimmed=true", "-p:TrimMode=partial")]
    [InlineData("-p:PublishSingleFile=true", "-p:PublishTrimmed=false")]
    public void APublishedProgram_Runs(string how, string mode)
    {
        var platform = OperatingSystem.IsWindows() ? "win-x64" : "linux-x64";
        var app = App("published" + how.Length).Write("Program.cs", Step).Write("FBetaLoss.cs", Sandbox.FBeta);
        app.DotNet("publish", "-c", "Release", "-r", platform, "--self-contained", how, mode, "-o", "out").Succeeded();
        Assert.Contains(Printed, Shell.Run(app.Folder, Path.Combine(app.Folder, "out", "published" + how.Length)).Succeeded(), StringComparison.Ordinal);
    }

    [PackageFact(rare: true)]
    public void AProgramCompiledAheadOfTime_TrainsAStep()
    {
        var app = App("native").Write("Program.cs", Step).Write("FBetaLoss.cs", Sandbox.FBeta);
        app.DotNet("publish", "-c", "Release", "-r", "linux-x64", "-p:PublishAot=true", "-o", "out").Succeeded();
        Assert.Contains(Printed, Shell.Run(app.Folder, Path.Combine(app.Folder, "out", "native")).Succeeded(), StringComparison.Ordinal);
    }

    private Sandbox App(string name) => feed.Create(name).Project(name + ".csproj", Sandbox.Losses + Sandbox.LibTorch, "<OutputType>Exe</OutputType>");
}
