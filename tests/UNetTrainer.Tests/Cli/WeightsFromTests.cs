using System.Buffers.Binary;
using System.Text;
using TorchSharp;
using UNetTrainer.Errors;
using UNetTrainer.Network;
using UNetTrainer.Runs;
using UNetTrainer.Tests.Support;

namespace UNetTrainer.Tests.Cli;

/// <summary>Tests of <c>train --weights-from</c>, and of weights that go to Python and come from there.</summary>
public sealed class WeightsFromTests(TrainedNetworkTests.TrainedRun trained) : IClassFixture<TrainedNetworkTests.TrainedRun>
{
    [Fact]
    public void Training_BeginsWithTheWeights_AndTheRunRecordsThem()
    {
        var (weights, run) = (Export("start.safetensors"), trained.Folder["begun"]);
        var begun = Train(weights, run, "--epochs", "1");
        Assert.Equal((0, ""), (begun.ExitCode, begun.Error));
        var settings = ConfigFile.Read(Path.Combine(run, "config.json"));
        Assert.Equal(Path.GetFullPath(weights), settings.WeightsFrom!.Path);
        Assert.Contains($"begins with the weights of</td><td>{Path.GetFullPath(weights)}, SHA-256 {settings.WeightsFrom.Sha256}", File.ReadAllText(Path.Combine(run, "report.html")), StringComparison.Ordinal);

        // A network that has learnt already is far better after one epoch than a random one.
        var random = trained.Folder["random"];
        Assert.Equal(0, Train(null, random, "--epochs", "1").ExitCode);
        Assert.True(LossOfFirstEpoch(run) < 0.7 * LossOfFirstEpoch(random), $"{LossOfFirstEpoch(run)}, {LossOfFirstEpoch(random)}");

        // The checkpoint has what the run goes on with.
        File.Delete(weights);
        Assert.Equal(0, CommandLine.Run("train", "--resume", run, "--epochs", "2").ExitCode);
    }

    [Theory]
    [InlineData("F64")]
    [InlineData("F16")]
    [InlineData("BF16")]
    public void OtherTypes_AreConverted(string type)
    {
        using var network = new UNet(4, 3);
        using var other = new UNet(4, 3);
        StartWeights.Open(Write(network, type)).CopyTo(other);
        var state = other.state_dict();
        Assert.All(network.state_dict(), entry => Assert.True(torch.allclose(entry.Value, state[entry.Key], rtol: 1e-2, atol: 1e-3), entry.Key));
    }

    [Fact]
    public void WeightsOfAnotherNetwork_AreRefused_WithWhatDiffers()
    {
        using var network = new UNet(8, 3);
        Train(Write(network, "F32"), trained.Folder["wide"]).AssertRefused("'encoder.0.", "has the shape [8, 1, 3, 3], the network's has [4, 1, 3, 3]", "--width 8 --depth 3, channels of images: 1, outputs: 1");
        using var deep = new UNet(4, 4);
        Train(Write(deep, "F32"), trained.Folder["deep"]).AssertRefused("is not in the network", "more.", "--width 4 --depth 4");

        // A refusal leaves the folder to the next attempt.
        Assert.Equal(0, Train(Export("right.safetensors"), trained.Folder["deep"], "--epochs", "1").ExitCode);
    }

    [Fact]
    public void WeightsThatAreNotFinite_AreRefused()
    {
        using var network = new UNet(4, 3);
        using (torch.no_grad())
        {
            network.parameters().First().fill_(float.NaN);
        }

        Train(Write(network, "F32"), trained.Folder["nan"]).AssertRefused("not finite");
    }

    [Fact]
    public void WeightsThatTheTypeOfTheNetworkCannotHold_AreRefused()
    {
        using var network = new UNet(4, 3).to(torch.ScalarType.Float64);
        using (torch.no_grad())
        {
            network.parameters().First().fill_(1e300);
        }

        using var other = new UNet(4, 3);
        var weights = StartWeights.Open(Write(network, "F64"));
        Assert.Contains("not finite", Assert.Throws<InputException>(() => weights.CopyTo(other)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NamesOfAFile_AreShownShort_WithoutControlCharacters()
    {
        var name = "\\u001b[2J" + new string('n', 100_000);
        foreach (var (type, length) in new[] { ("F32", 4), ("F99", 4), ("F32", 8) })
        {
            var header = Encoding.UTF8.GetBytes($"{{\"{name}\":{{\"dtype\":\"{type}\",\"shape\":[1],\"data_offsets\":[0,{length}]}}}}");
            var path = trained.Folder.Write("names.safetensors", [.. BitConverter.GetBytes((ulong)header.Length), .. header, .. new byte[4]]);
            using var network = new UNet(4, 3);
            var message = Assert.Throws<InputException>(() => StartWeights.Open(path).CopyTo(network)).Message;
            Assert.DoesNotContain(message, char.IsControl);
            Assert.InRange(message.Length, 1, 1000);
        }
    }

    [Fact]
    public void DamagedFiles_AreRefused()
    {
        var whole = File.ReadAllBytes(Export("whole.safetensors"));
        var header = Encoding.UTF8.GetString(whole, 8, (int)BinaryPrimitives.ReadUInt64LittleEndian(whole));
        var place = header.IndexOf("\"data_offsets\":[", StringComparison.Ordinal);
        (string Name, byte[] Content)[] damaged =
        [
            ("empty", []),
            ("short", whole[..7]),
            ("header cut", whole[..20]),
            ("numbers cut", whole[..^1]),
            ("more", [.. whole, 0]),
            ("length", [.. BitConverter.GetBytes(ulong.MaxValue), .. whole[8..]]),
            ("no JSON", WithHeader("{{", whole, header)),
            ("an array", WithHeader("[]", whole, header)),
            ("a type", WithHeader(header.Replace("\"F32\"", "\"F99\"", StringComparison.Ordinal), whole, header)),
            ("a shape", WithHeader(header.Replace("[4,1,3,3]", "[4,1,3,9]", StringComparison.Ordinal), whole, header)),
            ("an overflow", WithHeader(header.Replace("[4,1,3,3]", "[4294967296,4294967296,36]", StringComparison.Ordinal), whole, header)),
            ("a negative length", WithHeader(header.Replace("[4,1,3,3]", "[-4,1,-3,3]", StringComparison.Ordinal), whole, header)),
            ("a place", WithHeader(header[..(place + 16)] + "9" + header[(place + 16)..], whole, header)),
            ("twice", WithHeader("{" + header[1..^1] + "," + header[1..], whole, header)),
        ];
        foreach (var (name, content) in damaged)
        {
            var path = trained.Folder.Write($"{name}.safetensors", content);
            Train(path, trained.Folder["damaged"]).AssertRefused($"{name}.safetensors", "no whole safetensors file");
        }
    }

    [Theory]
    [InlineData("evil.pth")]
    [InlineData("evil.safetensors")]
    [InlineData("evil.bin")]
    public void APickle_IsNeverRead(string name)
    {
        // A pickle that writes a file when it is read: protocol 0, os.system.
        var mark = trained.Folder["mark"];
        var path = trained.Folder.Write(name, Encoding.ASCII.GetBytes($"cos\nsystem\n(S'touch {mark}'\ntR."));
        Train(path, trained.Folder["pickled"]).AssertRefused(name);
        Assert.False(File.Exists(mark));
    }

    [PythonFact("torch", "numpy")]
    public void Python_ReadsBothFormats_AndItsSafetensorsAreRead()
    {
        var (pth, safetensors, back) = (Export("w.pth"), Export("w.safetensors"), trained.Folder["back.safetensors"]);
        const string script = """
            import json, struct, sys, numpy, torch
            state = torch.load(sys.argv[1], weights_only=True)
            data = open(sys.argv[2], 'rb').read()
            n = struct.unpack('<Q', data[:8])[0]
            header = json.loads(data[8:8 + n])
            types = {'F32': numpy.float32, 'I64': numpy.int64}
            same = set(header) - {'__metadata__'} == set(state)
            out, offset = {}, 0
            body = b''
            for name, t in state.items():
                e = header[name]
                a, b = e['data_offsets']
                same &= bool((numpy.frombuffer(data[8 + n + a:8 + n + b], types[e['dtype']]).reshape(e['shape']) == t.detach().numpy()).all())
                raw = (t.detach() * 2).numpy().tobytes()
                out[name] = {'dtype': e['dtype'], 'shape': list(t.shape), 'data_offsets': [offset, offset + len(raw)]}
                offset += len(raw)
                body += raw
            text = json.dumps(out).encode()
            open(sys.argv[3], 'wb').write(struct.pack('<Q', len(text)) + text + body)
            print(same, type(state).__name__)
            """;
        Assert.StartsWith("True", Python.Run(script, ["torch", "numpy"], pth, safetensors, back), StringComparison.Ordinal);
        using var network = new UNet(4, 3);
        StartWeights.Open(back).CopyTo(network);
        using var best = new UNet(4, 3);
        RunFolder.Load(best, Path.Combine(trained.Run, "best.weights"));
        var state = best.state_dict();
        Assert.All(network.state_dict(), entry => Assert.True(torch.allclose(entry.Value, 2 * state[entry.Key], rtol: 0, atol: 0), entry.Key));
    }

    private static byte[] WithHeader(string header, byte[] whole, string before) => [.. BitConverter.GetBytes((ulong)header.Length), .. Encoding.UTF8.GetBytes(header), .. whole[(8 + before.Length)..]];

    private static double LossOfFirstEpoch(string run) => double.Parse(File.ReadAllLines(Path.Combine(run, "metrics.csv"))[1].Split(',')[1], System.Globalization.CultureInfo.InvariantCulture);

    private CommandLine Train(string? weights, string run, params string[] others) => CommandLine.Run(
        ["train", .. Data(), "--device", "cpu", "--axis", "z", "--width", "4", "--depth", "3", "--out", run, .. weights is null ? (string[])[] : ["--weights-from", weights], .. others]);

    // The head that the run was trained with.
    private string[] Data() => ["--image", trained.Folder["head_T1w.nii.gz"], "--mask", trained.Folder["head_T1w_brainmask.nii.gz"]];

    private string Export(string name)
    {
        Assert.Equal(0, CommandLine.Run("export", trained.Run, "--out", trained.Folder[name], "--overwrite").ExitCode);
        return trained.Folder[name];
    }

    // A file with the weights in another type.
    private string Write(UNet network, string type)
    {
        var (header, body) = (new List<string>(), new List<byte>());
        foreach (var (name, weight) in network.state_dict())
        {
            var known = weight.dtype == torch.ScalarType.Int64 ? "I64" : type;
            using var values = weight.detach().to_type(StoredTensor.ParseType(known)!.Value);
            header.Add($"\"{name}\":{{\"dtype\":\"{known}\",\"shape\":[{string.Join(",", weight.shape)}],\"data_offsets\":[{body.Count},{body.Count + values.bytes.Length}]}}");
            body.AddRange(values.bytes);
        }

        var text = Encoding.UTF8.GetBytes($"{{{string.Join(",", header)}}}");
        return trained.Folder.Write($"{Guid.NewGuid():N}.safetensors", [.. BitConverter.GetBytes((ulong)text.Length), .. text, .. body]);
    }
}
