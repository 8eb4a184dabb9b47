using LossDsl.CompilerServices;
using LossDsl.Cuda.Tests.Support;
using LossDsl.Losses;
using static TorchSharp.torch;

namespace LossDsl.Cuda.Tests.Losses;

/// <summary>Tests of what a loss does where a part of what its kernels need is missing.</summary>
[Collection(ExclusiveCollection.Name)]
public sealed class FallbackTests : IDisposable
{
    private static readonly CudaLoss Dice = CreateDice(LossOptions.Default);

    public FallbackTests() => CudaLibraries.TakesCpuTensors = true;

    public void Dispose() => CudaLibraries.TakesCpuTensors = false;

    [Fact]
    public void Without_a_driver_it_runs_as_tensor_operations_and_says_so_once()
    {
        using var warnings = new Warnings();
        using var use = CudaLibraries.Use("no-nvrtc", "no-driver");
        Assert.Null(Prepare(Dice));
        Assert.Null(Prepare(Dice with { Name = "other" }));
        var line = Assert.Single(warnings.Lines);
        Assert.Contains("Losses run as tensor operations", line);
        Assert.Contains("The CUDA driver was not found (no-driver).", line);
        Assert.Contains("'dice'", line);
    }

    [Fact]
    public void Without_a_driver_kernels_cannot_be_demanded()
    {
        using var use = CudaLibraries.Use("no-nvrtc", "no-driver");
        var loss = new DiceLoss(options: new() { Backend = Backend.Kernels });
        var exception = Assert.Throws<InvalidOperationException>(() => loss.ValueAndGradient(zeros(1, 1, 2, 2), ones(1, 1, 2, 2)));
        Assert.Contains("'dice' cannot run by kernels, which Backend.Kernels demands: The CUDA driver was not found", exception.Message);
    }

    [StandInFact]
    public void Kernels_that_do_not_compile_are_tensor_operations()
    {
        using var warnings = new Warnings();
        using var use = StandIn.Use();
        var broken = new CudaProgram { Source = "struct Formula { nonsense };", Passes = Dice.Program.Passes, ValueAfter = 1 };
        Assert.Null(Prepare(Dice with { Program = broken }));
        Assert.Contains("does not compile", Assert.Single(warnings.Lines));
        var demanded = CreateDice(new() { Backend = Backend.Kernels }) with { Program = broken };
        Assert.Contains("nonsense", Assert.Throws<InvalidOperationException>(() => Prepare(demanded)).Message);
    }

    [StandInFact]
    public void A_launch_that_fails_is_an_exception_with_kernel_and_loss()
    {
        using var use = StandIn.Use();
        var program = Dice.Program;
        var failing = new CudaProgram { Source = program.Source.Replace("sums.template", "__trap(); sums.template", StringComparison.Ordinal), Passes = program.Passes, ValueAfter = program.ValueAfter };
        try
        {
            var exception = Assert.Throws<CudaException>(() => Prepare(Dice with { Program = failing })!.Run(wantsGradient: false, upstream: null));
            Assert.Equal(("pass1", "dice"), (exception.Kernel, exception.Loss));
        }
        finally
        {
            StandIn.Recover();
        }
    }

    private static CudaLoss CreateDice(LossOptions options)
    {
        var loss = new DiceLoss(options: options);
        return new("dice", loss.Options, loss.CudaProgram!, loss.CudaNumbers, [], IsPerImage: false, IsPerBatch: false, ReadsClassWeight: false, ReducesPixelClasses: false, NeedsFloat64: false);
    }

    private static CudaCall? Prepare(CudaLoss loss) => CudaCalls.TryPrepare(loss, zeros(1, 1, 2, 2), ones(1, 1, 2, 2), TargetAnnotations.None);
}
