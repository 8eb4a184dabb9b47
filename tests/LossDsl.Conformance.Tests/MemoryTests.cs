using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using LossDsl.Losses;
using static TorchSharp.torch;

namespace LossDsl.Conformance;

/// <summary>A target of class indices is never written out as a number for each class.</summary>
[SupportedOSPlatform("linux")]
public sealed class MemoryTests
{
    private static readonly long[] Shape = [1, 64, 256, 256];

    public static TheoryData<string, Activation> Losses => new() { { "dice", Activation.Softmax }, { "dice", Activation.Sigmoid }, { "cross-entropy", Activation.Softmax } };

    // The target of one number for each class is made before, and does not count.
    [Theory]
    [MemberData(nameof(Losses))]
    public void Class_indices_take_no_more_memory_than_a_target_that_is_already_there(string loss, Activation activation)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var module = LossCatalog.All[loss].Create(options: new() { Activation = activation, Backend = Backend.Tensors });
        using var scope = NewDisposeScope();
        var logits = randn(Shape, generator: new Generator(3));
        var labels = randint(0, Shape[1], [1, 256, 256], int64, generator: new Generator(4));
        var oneHot = zeros(Shape).scatter_(1, labels.unsqueeze(1), ones(1, 1, 256, 256));

        var (byIndices, byMasks) = (Peak(() => module.ValueAndGradient(logits, labels)), Peak(() => module.ValueAndGradient(logits, oneHot)));

        Assert.InRange(byMasks, 5 * logits.numel() * sizeof(float), long.MaxValue);
        Assert.InRange(byIndices, 0, byMasks);
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Kernels_take_no_memory_but_the_gradient(string loss, Activation activation)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var module = LossCatalog.All[loss].Create(options: new() { Activation = activation });
        using var scope = NewDisposeScope();
        var logits = randn(Shape, generator: new Generator(3));
        var labels = randint(0, Shape[1], [1, Shape[2], Shape[3]], int64, generator: new Generator(4));

        // Held, so that the next call cannot have its memory.
        using var held = module.ValueAndGradient(logits, labels);

        Assert.InRange(Peak(() => module.ValueAndGradient(logits, labels)), 0, (logits.numel() * sizeof(float)) + (4 << 20));
    }

    /// <summary>How far the memory of the process rises above what it is, at most.</summary>
    private static long Peak(Func<LossAndGradient> call)
    {
        call().Dispose();
        GC.Collect();
        GC.WaitForPendingFinalizers();

        // What other tests have freed goes back to the system, or the call would find room in it.
        _ = Trim(0);

        // Lowers the high-water mark to what is resident now.
        File.WriteAllText("/proc/self/clear_refs", "5");
        var before = HighWaterMark();
        call().Dispose();
        return HighWaterMark() - before;
    }

    [DllImport("libc", EntryPoint = "malloc_trim")]
    private static extern int Trim(nuint left);

    private static long HighWaterMark()
    {
        var line = File.ReadLines("/proc/self/status").Single(static line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return 1024 * long.Parse(line.AsSpan(6, line.Length - 9), NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture);
    }
}
