using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using LossDsl.Losses;
using static TorchSharp.torch;

namespace LossDsl.Conformance;

/// <summary>Measures the memory peak of a call: class indices are never expanded to one number for each class, and kernels allocate nothing but the gradient.</summary>
[SupportedOSPlatform("linux")]
public sealed class MemoryTests
{
    private static readonly long[] Shape = [1, 64, 256, 256];

    public static TheoryData<string, Activation> Losses => new() { { "dice", Activation.Softmax }, { "dice", Activation.Sigmoid }, { "cross-entropy", Activation.Softmax } };

    // The one-hot target is allocated beforehand, so the peak does not include it.
    [Theory]
    [MemberData(nameof(Losses))]
    public void Class_indices_take_no_more_memory_than_a_one_hot_target_made_before(string loss, Activation activation)
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

        // Other threads of the process add to a peak, and memory that could not go back to the system takes from one.
        var byIndices = Enumerable.Range(0, 3).Min(_ => Peak(() => module.ValueAndGradient(logits, labels)));
        var byOneHot = Enumerable.Range(0, 3).Max(_ => Peak(() => module.ValueAndGradient(logits, oneHot)));

        Assert.InRange(byOneHot, 5 * logits.numel() * sizeof(float), long.MaxValue);
        Assert.InRange(byIndices, 0, byOneHot);
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Kernels_allocate_nothing_but_the_gradient(string loss, Activation activation)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var module = LossCatalog.All[loss].Create(options: new() { Activation = activation });
        using var scope = NewDisposeScope();
        var logits = randn(Shape, generator: new Generator(3));
        var labels = randint(0, Shape[1], [1, Shape[2], Shape[3]], int64, generator: new Generator(4));

        // The held result keeps its memory, so that the measured call cannot reuse it.
        using var held = module.ValueAndGradient(logits, labels);

        Assert.InRange(Peak(() => module.ValueAndGradient(logits, labels)), 0, (logits.numel() * sizeof(float)) + (4 << 20));
    }

    /// <summary>Returns by how many bytes the resident memory of the process rises at most during a call.</summary>
    private static long Peak(Func<LossAndGradient> call)
    {
        call().Dispose();
        GC.Collect();
        GC.WaitForPendingFinalizers();

        // Memory that other tests freed goes back to the system. Otherwise the call would reuse it, and the peak would not rise.
        _ = Trim(0);

        // Resets the high-water mark to what is resident now.
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
