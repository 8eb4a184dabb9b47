using LossDsl.Cuda.Tests.Support;

namespace LossDsl.Cuda.Tests.Native;

/// <summary>Tests the exceptions for kernels that fail.</summary>
[Collection(ExclusiveCollection.Name)]
public sealed class ErrorTests
{
    [StandInTheory]
    [InlineData("divergent", "CUDA_ERROR_LAUNCH_FAILED", "divergent barrier in block 0: 40 threads wait for the block")]
    [InlineData("apart", "CUDA_ERROR_LAUNCH_FAILED", "divergent barrier in block 0: 256 threads wait for the block (line ")]
    [InlineData("apartInWarp", "CUDA_ERROR_LAUNCH_FAILED", "divergent barrier in block 0: 256 threads wait for their warp (line ")]
    [InlineData("misaligned", "CUDA_ERROR_MISALIGNED_ADDRESS", "misaligned or null address at program")]
    public void A_lasting_error_names_kernel_loss_and_error_and_says_that_the_context_is_lost(string name, string error, string text)
    {
        using var use = StandIn.Use();
        var kernel = SumKernels.Load().GetKernel(name);
        try
        {
            var exception = Assert.Throws<CudaException>(() => SumKernels.Run(kernel, new float[8], 1));
            Assert.Equal((name, "sum of squares", error, true), (exception.Kernel, exception.Loss, exception.Error, exception.IsContextLost));
            Assert.StartsWith($"The kernel '{name}' of the loss 'sum of squares' failed with {error} (", exception.Message);
            Assert.Contains(text, exception.Message);
            Assert.Contains("The CUDA context of this process is lost", exception.Message);

            // The next launch, of any kernel, gets the same error.
            Assert.Equal(error, Assert.Throws<CudaException>(() => SumKernels.Run(SumKernels.Load().GetKernel("sum"), new float[8], 1)).Error);
        }
        finally
        {
            StandIn.Recover();
        }
    }

    [StandInFact]
    public void An_error_that_passes_does_not_say_so()
    {
        using var use = StandIn.Use();
        var exception = Assert.Throws<CudaException>(() => SumKernels.Run(SumKernels.Load().GetKernel("sum"), new float[8], 1, 1 << 20));
        Assert.Equal(("CUDA_ERROR_INVALID_VALUE", false), (exception.Error, exception.IsContextLost));
        Assert.DoesNotContain("lost", exception.Message);
        Assert.Equal(0, SumKernels.Run(SumKernels.Load().GetKernel("sum"), new float[8], 1).Result);
    }

    [StandInFact]
    public void A_kernel_that_is_not_there_is_named()
    {
        using var use = StandIn.Use();
        Assert.Equal("CUDA_ERROR_NOT_FOUND", Assert.Throws<CudaException>(static () => SumKernels.Load().GetKernel("product")).Error);
    }

    [StandInFact]
    public void A_program_that_does_not_compile_names_the_loss_and_has_the_messages()
    {
        using var use = StandIn.Use();
        const string Source = "extern \"C\" __global__ void f() { flaot x; }";
        var exception = Assert.Throws<CudaCompileException>(() => CudaLibraries.GetDevice(0).Load(Source, "dice"));
        Assert.StartsWith("NVRTC does not compile the kernels of the loss 'dice' (NVRTC_ERROR_COMPILATION): ", exception.Message);
        Assert.Contains("flaot", exception.Log);

        // A second call costs no second compilation.
        var compilations = StandIn.Compilations;
        Assert.Throws<CudaCompileException>(() => CudaLibraries.GetDevice(0).Load(Source, "dice"));
        Assert.Equal(compilations, StandIn.Compilations);
    }
}
