using System.Text.Json;
using TorchSharp;
using TorchSharp.PyBridge;
using UNetTrainer.Network;
using UNetTrainer.Runs;
using UNetTrainer.Tests.Support;

namespace UNetTrainer.Tests.Cli;

/// <summary>Tests of the command <c>export</c>.</summary>
public sealed class ExportTests(TrainedNetworkTests.TrainedRun trained) : IClassFixture<TrainedNetworkTests.TrainedRun>
{
    [Fact]
    public void Safetensors_HoldTheBestWeights()
    {
        var path = Export("w.safetensors");
        var bytes = File.ReadAllBytes(path);
        var start = 8 + BitConverter.ToInt32(bytes);
        using var header = JsonDocument.Parse(bytes.AsMemory(8, start - 8));
        using var network = Best();
        var state = network.state_dict();
        Assert.Equal(state.Keys.Order(StringComparer.Ordinal), header.RootElement.EnumerateObject().Select(static e => e.Name).Order(StringComparer.Ordinal));
        foreach (var (name, tensor) in state)
        {
            var entry = header.RootElement.GetProperty(name);
            var range = entry.GetProperty("data_offsets").EnumerateArray().Select(static o => o.GetInt32()).ToArray();
            Assert.Equal(tensor.shape, entry.GetProperty("shape").EnumerateArray().Select(static d => d.GetInt64()));
            Assert.True(tensor.bytes.SequenceEqual(bytes.AsSpan((start + range[0])..(start + range[1]))), name);
        }
    }

    [Fact]
    public void Pth_HoldsTheBestWeights()
    {
        using var content = File.OpenRead(Export("w.pth"));
        using var read = new UNet(4, 3);
        read.load_py(content);
        using var network = Best();
        var state = read.state_dict();
        Assert.All(network.state_dict(), entry => Assert.True(torch.allclose(entry.Value, state[entry.Key], rtol: 0, atol: 0), entry.Key));
    }

    [Fact]
    public void AFileOfSomebodyElse_IsKept()
    {
        var path = trained.Folder.Write("mine.pth", [1, 2, 3]);
        CommandLine.Run("export", trained.Run, "--out", path).AssertRefused(path, "--overwrite");
        Assert.Equal([1, 2, 3], File.ReadAllBytes(path));
        Assert.Equal(0, CommandLine.Run("export", trained.Run, "--out", path, "--overwrite").ExitCode);
        Assert.Equal(0, CommandLine.Run("export", trained.Run, "--out", path).ExitCode);
    }

    [Fact]
    public void AnotherExtension_IsRefused() =>
        CommandLine.Run("export", trained.Run, "--out", trained.Folder["w.onnx"]).AssertRefused("w.onnx", ".safetensors or .pth");

    private string Export(string name)
    {
        var exported = CommandLine.Run("export", trained.Run, "--out", trained.Folder[name]);
        Assert.Equal((0, ""), (exported.ExitCode, exported.Error));
        return trained.Folder[name];
    }

    private UNet Best()
    {
        var network = new UNet(4, 3);
        RunFolder.Load(network, Path.Combine(trained.Run, "best.weights"));
        return network;
    }
}
