using System.Runtime.Versioning;
using LossDsl.Cuda.Tests.Support;

namespace LossDsl.Cuda.Tests.Native;

/// <summary>Tests the cache of compiled programs on the disk.</summary>
[Collection(ExclusiveCollection.Name)]
[UnsupportedOSPlatform("windows")]
public sealed class DiskCacheTests : IDisposable
{
    private const UnixFileMode UserOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly TemporaryFolder folder = new();
    private readonly Warnings warnings = new();

    [StandInFact]
    public void A_program_of_an_earlier_process_is_not_compiled_again()
    {
        Assert.Equal(1, Compile());
        Assert.Equal(0, Compile());
        Assert.Empty(warnings.Lines);
    }

    [StandInFact]
    public void Folder_and_files_belong_to_the_user_alone()
    {
        Compile();
        Assert.Equal(UserOnly, File.GetUnixFileMode(folder["cache"]));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Entry));
    }

    [StandInTheory]
    [InlineData("torn")]
    [InlineData("changed")]
    [InlineData("empty")]
    [InlineData("renamed")]
    [InlineData("writable by others")]
    public void A_file_that_cannot_be_trusted_is_replaced(string fault)
    {
        Compile();
        var whole = File.ReadAllBytes(Entry);
        switch (fault)
        {
            case "torn": File.WriteAllBytes(Entry, whole[..^1]); break;
            case "changed": File.WriteAllBytes(Entry, [.. whole[..^1], (byte)(whole[^1] ^ 1)]); break;
            case "empty": File.WriteAllBytes(Entry, []); break;
            case "writable by others": File.SetUnixFileMode(Entry, UserOnly | UnixFileMode.OtherWrite); break;
            default:
                var entry = Entry;
                Compile("other");
                File.Copy(Directory.GetFiles(folder["cache"]).Single(f => f != entry), entry, overwrite: true);
                break;
        }

        Assert.Equal(1, Compile());
        Assert.Equal(0, Compile());
    }

    [StandInFact]
    public void A_program_that_the_driver_refuses_is_compiled_again()
    {
        Compile();
        var cache = new DiskCache(() => folder["cache"]);
        cache.Write(Convert.FromHexString(Path.GetFileName(Entry)), "of another driver"u8.ToArray());
        Assert.Equal(1, Compile());
        Assert.Equal(0, Compile());
    }

    [StandInTheory]
    [InlineData(UnixFileMode.OtherWrite)]
    [InlineData(UnixFileMode.GroupWrite)]
    public void A_folder_that_others_can_write_to_is_not_used(UnixFileMode more)
    {
        Directory.CreateDirectory(folder["cache"]);
        File.SetUnixFileMode(folder["cache"], UserOnly | more);
        Assert.Equal(1, Compile());
        Assert.Equal(1, Compile());
        Assert.Empty(Directory.GetFiles(folder["cache"]));
        Assert.Contains("others can write to that folder. Make it yours alone (chmod 700), or name another one in LOSSDSL_CACHE.", Assert.Single(warnings.Lines));
    }

    [StandInFact]
    public void A_folder_that_cannot_be_made_is_told_once_and_costs_compilations_only()
    {
        File.WriteAllText(folder["cache"], "");
        Assert.Equal(1, Compile());
        Assert.Equal(1, Compile());
        var warning = Assert.Single(warnings.Lines);
        Assert.StartsWith($"LossDsl: Compiled kernels are not kept in {folder["cache"]}, and every start of the program compiles them again: ", warning);
        Assert.EndsWith("Name another folder in LOSSDSL_CACHE.", warning);
    }

    [StandInFact]
    public void A_folder_that_cannot_be_written_to_is_told_once()
    {
        // The system's own folder of processes: nobody makes files in it, root neither.
        var cache = new DiskCache(static () => "/proc/self/task");
        cache.Write([1], [2]);
        cache.Write([3], [4]);
        Assert.Null(cache.Read([1]));
        Assert.StartsWith("LossDsl: Compiled kernels are not kept in /proc/self/task", Assert.Single(warnings.Lines));
    }

    [Fact]
    public void The_environment_names_the_folder()
    {
        var before = Environment.GetEnvironmentVariable(CacheFolder.PathVariable);
        try
        {
            Environment.SetEnvironmentVariable(CacheFolder.PathVariable, folder["named"]);
            Assert.Equal(folder["named"], CacheFolder.Default);
            Environment.SetEnvironmentVariable(CacheFolder.PathVariable, null);
            Assert.EndsWith(Path.Combine("lossdsl", "kernels"), CacheFolder.Default);
        }
        finally
        {
            Environment.SetEnvironmentVariable(CacheFolder.PathVariable, before);
        }
    }

    public void Dispose()
    {
        warnings.Dispose();
        folder.Dispose();
    }

    private string Entry => Assert.Single(Directory.GetFiles(folder["cache"]));

    // Loads a program as a new process does. Returns the number of compilations.
    private int Compile(string text = "one")
    {
        var before = StandIn.Compilations;
        using var use = StandIn.Use(folder["cache"]);
        CudaLibraries.GetDevice(0).Load($"// {text}", "dice");
        return StandIn.Compilations - before;
    }
}
