using System.Diagnostics;
using LossDsl.Losses;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LossDsl.Conformance;

/// <summary>Tests that training steps leave no tensor and no memory behind, inside a dispose scope and without one: training runs for days.</summary>
public sealed class LeakTests
{
    private const int Steps = 500;

    /// <summary>Method by which a step evaluates the loss.</summary>
    public enum Path
    {
        Call,
        Backward,
        ValueAndGradient,
    }

    public static TheoryData<Path, Activation, Reduction, bool> Loops
    {
        get
        {
            var data = new TheoryData<Path, Activation, Reduction, bool>();
            foreach (var path in Enum.GetValues<Path>())
            {
                foreach (var isInScope in new[] { true, false })
                {
                    data.Add(path, Activation.Sigmoid, Reduction.Mean, isInScope);
                    data.Add(path, Activation.Softmax, Reduction.None, isInScope);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Loops))]
    public void Steps_leave_no_tensor_behind(Path path, Activation activation, Reduction reduction, bool isInScope)
    {
        using var loss = new TverskyLoss(options: new() { Activation = activation, Reduction = reduction });
        Run(50);
        var tensors = TensorCount();

        // A garbage collection would dispose leaked tensors, and the leak would go unseen.
        Assert.True(GC.TryStartNoGCRegion(32 << 20));
        Run(Steps);
        var left = Tensor.TotalCount - tensors;
        GC.EndNoGCRegion();

        // The loss keeps its last gradient until the next call.
        Assert.InRange(left, -2, 2);

        void Run(int steps) => Train(loss, path, 8, steps, isInScope, static _ => { });
    }

    [Theory]
    [MemberData(nameof(Loops))]
    public void Steps_leave_no_memory_behind(Path path, Activation activation, Reduction reduction, bool isInScope)
    {
        using var loss = new TverskyLoss(options: new() { Activation = activation, Reduction = reduction });
        Run(50);
        var bytes = ResidentBytes();

        Run(Steps);

        // A tensor left by each step would be 64 MiB.
        Assert.InRange(ResidentBytes() - bytes, long.MinValue, 24 << 20);

        void Run(int steps) => Train(loss, path, 128, steps, isInScope, CollectScalars);
    }

    [Theory]
    [InlineData(Activation.Sigmoid)]
    [InlineData(Activation.Softmax)]
    public void Ten_thousand_steps_of_the_kernels_leave_no_memory_behind(Activation activation)
    {
        using var loss = new DiceCrossEntropyLoss(options: new() { Activation = activation });
        Run(1000);
        var bytes = ResidentBytes();

        Run(10_000);

        // A gradient left by each step would be 1.2 GiB.
        Assert.InRange(ResidentBytes() - bytes, long.MinValue, 24 << 20);

        void Run(int steps) => Train(loss, Path.Backward, 128, steps, isInScope: false, CollectScalars);
    }

    [Fact]
    public void Evaluation_and_forward_alone_leave_no_tensor_behind()
    {
        using var loss = new DiceLoss();
        using var logits = randn([1, 2, 8, 8], float32).requires_grad_();
        using var constant = logits.detach();
        using var target = zeros_like(constant);
        loss.call(logits, target).Dispose();
        var tensors = TensorCount();

        Assert.True(GC.TryStartNoGCRegion(32 << 20));
        for (var i = 0; i < Steps; i++)
        {
            loss.call(logits, target).Dispose();
            loss.call(constant, target).Dispose();
        }

        var left = Tensor.TotalCount - tensors;
        GC.EndNoGCRegion();
        Assert.InRange(left, -2, 2);
    }

    private static void Train(FormulaLoss loss, Path path, int side, int steps, bool isInScope, Action<int> beforeStep)
    {
        using var logits = randn([1, 2, side, side], float32).requires_grad_();
        using var target = zeros_like(logits, requires_grad: false);
        for (var i = 0; i < steps; i++)
        {
            beforeStep(i);
            using var scope = isInScope ? NewDisposeScope() : null;
            Step(loss, path, logits, target);
        }
    }

    // Disposes what the step returns and nothing else, as a careful caller does.
    private static void Step(FormulaLoss loss, Path path, Tensor logits, Tensor target)
    {
        switch (path)
        {
            case Path.Call:
                using (var value = loss.call(logits, target))
                using (var sum = value.sum())
                {
                    sum.backward();
                }

                break;
            case Path.Backward:
                loss.Backward(logits, target).Dispose();
                break;
            default:
                loss.ValueAndGradient(logits, target).Dispose();
                break;
        }
    }

    // TorchSharp frees the native side of a Scalar (the 1 of 1 - y) when it is garbage collected. Until then small blocks lie between the tensors, and the allocator cannot
    // reuse the gaps. Days of training collect often; a few hundred steps may not.
    private static void CollectScalars(int step)
    {
        if (step % 10 == 0)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    // Counts live tensors, after the finalizers have freed what earlier tests left.
    private static long TensorCount()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return Tensor.TotalCount;
    }

    private static long ResidentBytes()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
