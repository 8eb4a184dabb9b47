using UNetTrainer.Errors;
using UNetTrainer.Files;
using UNetTrainer.Tests.Support;

namespace UNetTrainer.Tests.Files;

/// <summary>Tests of <see cref="AtomicFile"/> and <see cref="CheckedFile"/>: what is written is whole, and what is read is what was written.</summary>
public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void AFileOfAMarkedFolder_IsReadAsItWasWritten_OrRefused()
    {
        FolderMark.TryCreate(folder.Path);
        AtomicFile.Write(folder["a.csv"], [1, 2, 3]);
        AtomicFile.Write(folder["b.csv"], [4]);
        AtomicFile.Write(folder["a.csv"], [5, 6]);
        Assert.Equal([5, 6], CheckedFile.Read(folder["a.csv"]));

        // The content before is what a process leaves that is killed between noting the checksum and replacing the file.
        File.WriteAllBytes(folder["a.csv"], [1, 2, 3]);
        Assert.Equal([1, 2, 3], CheckedFile.Read(folder["a.csv"]));

        File.WriteAllBytes(folder["a.csv"], [5, 7]);
        Assert.Contains("a.csv", Assert.Throws<InputException>(() => CheckedFile.Read(folder["a.csv"])).Message, StringComparison.Ordinal);
        Assert.Equal(["a.csv", "b.csv"], FolderMark.Read(folder.Path).Files.Order());
    }

    [Fact]
    public void AFileThatTheProgramDidNotWrite_IsLeftAsItIs()
    {
        FolderMark.TryCreate(folder.Path);
        folder.Write("report.html", [7]);
        Assert.Contains("report.html", Assert.Throws<OutputException>(() => AtomicFile.Write(folder["report.html"], [8])).Message, StringComparison.Ordinal);
        Assert.Equal([7], File.ReadAllBytes(folder["report.html"]));
    }

    [Fact]
    public void AWriteThatFails_LeavesTheFileBefore_AndNothingElse()
    {
        folder.Write("a", [1]);
        var error = Assert.Throws<OutputException>(() => Replacement.Write(folder["a"], stream =>
        {
            stream.WriteByte(2);
            throw new IOException($"No space left on device : '{folder["a"]}.tmp'");
        }));
        Assert.Equal($"Cannot write '{folder["a"]}': No space left on device. Make room there, or name another folder.", error.Message);
        Assert.Equal([1], File.ReadAllBytes(Assert.Single(Directory.GetFiles(folder.Path))));
    }

    public void Dispose() => folder.Dispose();
}
