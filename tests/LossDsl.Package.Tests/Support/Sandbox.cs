namespace LossDsl.Package.Tests.Support;

/// <summary>Folder of a user's projects, outside the repository.</summary>
/// <param name="Folder">Path of the folder.</param>
internal sealed record Sandbox(string Folder)
{
    /// <summary>Reference to the catalog.</summary>
    public const string Losses = $"""<PackageReference Include="LossDsl.Losses" Version="{Feed.Version}" />""";

    /// <summary>Reference to the language alone.</summary>
    public const string Runtime = $"""<PackageReference Include="LossDsl.Runtime" Version="{Feed.Version}" />""";

    /// <summary>Loss of a user.</summary>
    public const string FBeta = """
        using System.ComponentModel.DataAnnotations;
        using LossDsl;

        namespace Mine
        {
            [Loss("f-beta", Reference = "van Rijsbergen 1979")]
            public sealed partial class FBetaLoss
            {
                [Formula]
                static double Formula(double tp, double fp, double fn, [Range(0, 10)] double beta = 1, [Range(0, 1)] double smooth = 1e-5)
                    => 1 - ((1 + beta * beta) * tp + smooth) / ((1 + beta * beta) * tp + beta * beta * fn + fp + smooth);
            }
        }
        """;

    /// <summary>Reference to libtorch for the machine's platform.</summary>
    public static string LibTorch => $"""<PackageReference Include="libtorch-cpu-{Platform}" Version="2.10.0" />""";

    private static string Platform => OperatingSystem.IsWindows() ? "win-x64" : OperatingSystem.IsMacOS() ? "osx-arm64" : "linux-x64";

    /// <summary>Writes a file.</summary>
    public Sandbox Write(string path, string content)
    {
        var full = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, content);
        return this;
    }

    /// <summary>Writes a project.</summary>
    /// <param name="path">Path of the project file.</param>
    /// <param name="items">References.</param>
    /// <param name="properties">Properties beside the target framework.</param>
    /// <param name="framework">Target framework.</param>
    public Sandbox Project(string path, string items, string properties = "", string framework = "net10.0") => Write(path, $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><TargetFramework>{framework}</TargetFramework><ImplicitUsings>enable</ImplicitUsings>{properties}</PropertyGroup>
          <ItemGroup>{items}</ItemGroup>
        </Project>
        """);

    /// <summary>Runs the .NET command line in the folder.</summary>
    public ProgramResult DotNet(params string[] arguments) => Shell.Run(Folder, "dotnet", arguments);
}
