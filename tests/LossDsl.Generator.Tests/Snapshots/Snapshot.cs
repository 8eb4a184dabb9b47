using System.Runtime.CompilerServices;
using LossDsl.Generator.Tests.Harness;

namespace LossDsl.Generator.Tests.Snapshots;

/// <summary>
/// Compares generated files with those beside the test, TestClass.TestMethod#HintName.verified.cs. Files, names and rules are those of Verify; the comparison is by Verify
/// itself or by <see cref="SnapshotFiles"/> (see UseVerify in the project file).
/// </summary>
internal static class Snapshot
{
#if USE_VERIFY
    [ModuleInitializer]
    internal static void Initialize()
    {
        VerifyTests.VerifierSettings.UseUtf8NoBom();
    }

    // Each file is a target: Verify.SourceGenerators would add a text file where a run reports diagnostics.
    public static async Task Verify(GeneratorRun run, [CallerFilePath] string file = "") =>
        await VerifyXunit.Verifier.Verify(run.Files.Select(static f => new VerifyTests.Target("cs", $"//HintName: {f.Key}\n{f.Value}", Path.GetFileNameWithoutExtension(f.Key))), settings: null, sourceFile: file);
#else
    public static Task Verify(GeneratorRun run, [CallerFilePath] string file = "", [CallerMemberName] string method = "")
    {
        // Verify.SourceGenerators writes this first line.
        var files = run.Files.ToDictionary(static f => Path.GetFileNameWithoutExtension(f.Key), static f => $"//HintName: {f.Key}\n{f.Value}");
        new SnapshotFiles(Path.GetDirectoryName(file)!, $"{Path.GetFileNameWithoutExtension(file)}.{method}").Compare(files);
        return Task.CompletedTask;
    }
#endif
}
