using System.Runtime.CompilerServices;

namespace MyLosses.Tests;

/// <summary>Compares generated code with the code that was accepted. ACCEPT=1 dotnet test accepts what there is now.</summary>
internal static class Snapshot
{
    public static void Compare(string file, [CallerFilePath] string test = "")
    {
        var tests = Path.GetDirectoryName(test)!;
        var generated = Directory.GetFiles(Path.Combine(tests, "..", "MyLosses", "Generated"), "*." + file, SearchOption.AllDirectories).Single();
        var accepted = Path.Combine(tests, "Snapshots", Path.ChangeExtension(file, "verified.cs"));
        if (Environment.GetEnvironmentVariable("ACCEPT") == "1")
        {
            File.Copy(generated, accepted, overwrite: true);
        }

        Assert.Equal(File.ReadAllText(accepted), File.ReadAllText(generated), ignoreLineEndingDifferences: true);
    }
}
