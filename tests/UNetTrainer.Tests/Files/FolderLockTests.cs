using System.Diagnostics;
using System.Globalization;
using UNetTrainer.Errors;
using UNetTrainer.Files;
using UNetTrainer.Tests.Support;

namespace UNetTrainer.Tests.Files;

/// <summary>Tests of <see cref="FolderLock"/>: one owner at a time, and none that is dead.</summary>
public sealed class FolderLockTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void ALockedFolder_IsRefused_UntilItsOwnerHasEnded()
    {
        using (FolderLock.Take(folder.Path))
        {
            Assert.Contains("is in use", Assert.Throws<InputException>(() => FolderLock.Take(folder.Path)).Message, StringComparison.Ordinal);
        }

        FolderLock.Take(folder.Path).Dispose();
    }

    // As on a file system without locks, or with DOTNET_SYSTEM_IO_DISABLEFILELOCKING.
    [Theory]
    [InlineData(0, true)]
    [InlineData(3600, false)]
    public void AnOwnerThatLives_IsHonoured_AndOneWithTheNumberOfADeadProcessIsNot(int secondsEarlier, bool honoured)
    {
        using var other = TrainerProcess.Start("losses");
        var start = other.StartTime.ToUniversalTime().AddSeconds(-secondsEarlier);
        WriteOwner($"{Environment.MachineName} {other.Id} {start.ToString("O", CultureInfo.InvariantCulture)}");
        try
        {
            if (honoured)
            {
                Assert.Contains($"process {other.Id}", Assert.Throws<InputException>(() => FolderLock.Take(folder.Path)).Message, StringComparison.Ordinal);
            }
            else
            {
                FolderLock.Take(folder.Path).Dispose();
            }
        }
        finally
        {
            other.Kill();
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("MACHINE 2147483000 2026-01-01T00:00:00Z")]
    [InlineData("elsewhere 1 2026-01-01T00:00:00Z")]
    public void AnOwnerThatIsDead_OrNoOwner_IsNotHonoured(string owner)
    {
        WriteOwner(owner.Replace("MACHINE", Environment.MachineName, StringComparison.Ordinal));
        FolderLock.Take(folder.Path).Dispose();
    }

    public void Dispose() => folder.Dispose();

    private void WriteOwner(string text) => File.WriteAllText(folder[".lossdsl-lock-owner"], text);
}
