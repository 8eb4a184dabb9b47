using UNetTrainer.Tests.Support;

namespace UNetTrainer.Tests.Cli;

/// <summary>Tests that training reads slices from files if the volumes do not fit into memory.</summary>
public sealed class StreamingTests : IDisposable
{
    private const int Width = 256;
    private const int Depth = 8;
    private const int Cases = 90;

    // The limit of the managed heap, where volumes lie, is 201 MB. All cases in memory would take 8 bytes a voxel, 377 MB.
    private const string HeapLimit = "0xC000000";

    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task ADataSetLargerThanMemory_Trains_FromFilesAlone()
    {
        var file = new NiftiFile { Dim = [3, Width, Width, Depth, 1, 1, 1, 1], Type = 2 };
        var voxels = Enumerable.Range(0, Width * Width * Depth).ToArray();
        var image = folder.Write("image.nii", (file with { Values = [.. voxels.Select(static i => (double)((i * 7 % 50) + (Inside(i) ? 100 : 0)))] }).ToBytes());
        var mask = folder.Write("mask.nii", (file with { Values = [.. voxels.Select(static i => Inside(i) ? 1.0 : 0)] }).ToBytes());
        string[] arguments =
        [
            "--image", .. Enumerable.Range(0, Cases).Select(i => File.CreateSymbolicLink(folder[$"image{i}.nii"], image).FullName), "--mask", .. Enumerable.Repeat(mask, Cases), "--axis", "z", "--split", "4-48-48", "--width", "1", "--depth", "2",
            "--batch-size", "8", "--epochs", "1", "--device", "cpu", "--overlays", "0", "--cache", folder["cache"],
        ];

        var streamed = await Run([.. arguments, "--memory", "10", "--out", folder["streamed"]]);
        Assert.True(streamed == 0, "It was not bounded.");
        Assert.NotEqual(0, await Run([.. arguments, "--memory", "100000", "--out", folder["whole"]]));
    }

    public void Dispose() => folder.Dispose();

    private static bool Inside(int i) => i % Width is > 80 and < 160 && i / Width % Width is > 60 and < 180;

    private static async Task<int> Run(string[] arguments)
    {
        using var process = TrainerProcess.Start(arguments, [("DOTNET_GCHeapHardLimit", HeapLimit)]);
        await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync(), process.WaitForExitAsync());
        return process.ExitCode;
    }
}
