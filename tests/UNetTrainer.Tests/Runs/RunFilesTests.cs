using UNetTrainer.Errors;
using UNetTrainer.Files;
using UNetTrainer.Runs;
using UNetTrainer.Tests.Support;

namespace UNetTrainer.Tests.Runs;

/// <summary>Tests of <see cref="RunFiles"/>: a run has a folder of its own, and only its own files are removed.</summary>
public sealed class RunFilesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task RunsOfOneSecond_GetAFolderEach()
    {
        var now = new DateTime(2026, 11, 27, 8, 0, 0, DateTimeKind.Local);
        var folders = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => RunFolder.CreateDefault("dice", now, folder.Path))));
        Assert.Equal(8, folders.Select(static f => f.Path).Distinct().Count());
        Assert.Contains(folder["20261127-080000-dice-2"], folders.Select(static f => f.Path));
        Array.ForEach(folders, static f => f.Dispose());
    }

    [Theory]
    [InlineData("report.html", true)]
    [InlineData("results.csv", true)]
    [InlineData("log.txt", false)]
    public void AFolderWithAFileThatARunMightOverwrite_IsRefused(string name, bool refused)
    {
        folder.Write($"run/{name}", [1]);
        var error = Record.Exception(() => new RunFolder(folder["run"]).Dispose());
        Assert.Equal(refused, error is InputException e && e.Message.Contains(name, StringComparison.Ordinal));
        Assert.Equal(refused, !FolderMark.Exists(folder["run"]));
    }

    [Fact]
    public void OnlyFilesThatARunWrote_AreRemoved()
    {
        using (new RunFolder(folder["run"]))
        {
            AtomicFile.Write(folder["run/summary.json"], [1]);
        }

        folder.Write("run/notes.txt", [1]);
        folder.Write("run/tensorboard/events.out.tfevents.1", [1]);
        RunFiles.Clear(folder["run"]);
        Assert.Equal(["notes.txt"], Directory.GetFiles(folder["run"], "*", SearchOption.AllDirectories).Select(Path.GetFileName).Where(static n => !n!.StartsWith('.')));
    }

    [Fact]
    public void AFolderWithoutAMark_OrALink_IsNotEmptied()
    {
        folder.Write("mine/precious.txt", [1]);
        Assert.Contains("nothing is removed", Assert.Throws<InputException>(() => RunFiles.Clear(folder["mine"])).Message, StringComparison.Ordinal);
        using (new RunFolder(folder["run"]))
        {
            AtomicFile.Write(folder["run/summary.json"], [1]);
        }

        Directory.CreateSymbolicLink(folder["link"], folder["run"]);
        Assert.Throws<InputException>(() => RunFiles.Clear(folder["link"]));
        Assert.True(File.Exists(folder["mine/precious.txt"]) && File.Exists(folder["run/summary.json"]));
    }

    [Fact]
    public void AFolderOfAnEarlierVersion_GetsAMark_AndLosesLeftOvers()
    {
        folder.Write("run/config.json", [1]);
        folder.Write("run/best.weights", [2]);
        folder.Write($"run/best.weights.{Guid.NewGuid():N}.tmp", [3]);
        RunFolder.Open(folder["run"]).Dispose();
        Assert.Equal(["best.weights", "config.json"], FolderMark.Read(folder["run"]).Files.Order());
        Assert.Empty(Directory.GetFiles(folder["run"], "*.tmp"));
    }

    public void Dispose() => folder.Dispose();
}
