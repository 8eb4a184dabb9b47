using System.Diagnostics;
using LossDsl.Cuda.Tests.Support;
using LossDsl.GpuCheck.Export;
using LossDsl.Losses;
using static TorchSharp.torch;

namespace LossDsl.Cuda.Tests.Losses;

/// <summary>Runs exported kernels by the runner that needs no .NET, eng/gpu/run_kernels.py, on the stand-in, and compares its results with tensor operations.</summary>
[Collection(ExclusiveCollection.Name)]
public sealed class RunnerTests
{
    [NumpyTheory]
    [InlineData("dice-sigmoid-float32-float32")]
    [InlineData("combo-sigmoid-float32-byte")]
    [InlineData("binary-cross-entropy-sigmoid-float16-float16")]
    [InlineData("cross-entropy-softmax-float32-int64")]
    [InlineData("dice-softmax-cross-entropy-softmax-float32-int64")]
    public void Values_and_gradients_are_those_of_the_loss(string name)
    {
        using var folder = new TemporaryFolder();
        var root = folder["."];
        var program = KernelExport.Programs.Single(program => program.Name == name);
        KernelExport.Write(program, root);
        Run(root);
        var shapes = program.Shapes.Where(static shape => shape.Aggregate(1L, static (product, length) => product * length) < 100_000).ToArray();
        Assert.Equal(2, shapes.Length);
        Assert.All(shapes, shape => AssertSame(program, shape, Path.Combine(root, $"{name}-{string.Join('x', shape)}")));
    }

    private static void AssertSame(ExportedProgram program, long[] shape, string path)
    {
        using var scope = NewDisposeScope();
        using var loss = LossCatalog.All[program.Loss].Create(options: new() { Activation = program.Activation, Backend = Backend.Tensors });
        using var expected = loss.ValueAndGradient(Read(path + ".logits", program.Logits, shape), Read(path + ".target", program.Target, program.TargetShape(shape)));
        Assert.Equal(expected.Value.item<float>(), Read(path + ".value", ScalarType.Float32, []).item<float>(), 1e-5);
        var tolerance = program.Logits == ScalarType.Float32 ? 1e-5 : 1e-3;
        Assert.True(allclose(expected.Gradient.to_type(ScalarType.Float32), Read(path + ".gradient", program.Logits, shape).to_type(ScalarType.Float32), tolerance, tolerance * expected.Gradient.abs().max().to_type(ScalarType.Float32).item<float>()));
    }

    private static Tensor Read(string file, ScalarType type, long[] shape)
    {
        var result = empty(shape, type);
        Assert.Equal(new FileInfo(file).Length, result.bytes.Length);
        File.ReadAllBytes(file).CopyTo(result.bytes);
        return result;
    }

    private static void Run(string folder)
    {
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "run_kernels.py"), "--numpy", "--small", "--device", "cpu", "--library", StandIn.Library, "--kernels", folder, "--save", folder];
        using var process = Process.Start(new ProcessStartInfo(NumpyTheoryAttribute.Python, arguments) { RedirectStandardError = true })!;
        var messages = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, messages);
    }
}
