using LossDsl.Cuda.Tests.Support;

namespace LossDsl.Cuda.Tests.Native;

/// <summary>Tests the exceptions for missing pieces: each names the piece and what to do.</summary>
[Collection(ExclusiveCollection.Name)]
public sealed class MissingPieceTests : IDisposable
{
    [Fact]
    public void Driver()
    {
        using var use = CudaLibraries.Use("/no/libnvrtc.so", "/no/libcuda.so.1");
        var exception = Refusal();
        Assert.Equal(("The CUDA driver was not found (/no/libcuda.so.1).", "Install NVIDIA's driver for this GPU."), (exception.Reason, exception.Remedy));
        Assert.Equal($"{exception.Reason} {exception.Remedy}", exception.Message);

        // It is not looked for again.
        Assert.Same(exception, Refusal());
    }

    [StandInFact]
    public void Nvrtc()
    {
        using var use = CudaLibraries.Use("/no/libnvrtc.so", StandIn.Library);
        var exception = Refusal();
        Assert.Equal("NVRTC, the run-time compiler of CUDA, was not found (/no/libnvrtc.so).", exception.Reason);
        Assert.Contains("LOSSDSL_NVRTC", exception.Remedy);
        Assert.Contains("TorchSharp-cuda-linux", exception.Remedy);
    }

    [Fact]
    public void Nvrtc_that_the_environment_names()
    {
        var before = Environment.GetEnvironmentVariable(CudaVariables.Nvrtc);
        try
        {
            Environment.SetEnvironmentVariable(CudaVariables.Nvrtc, "/no/such/nvrtc");
            Assert.Equal("NVRTC, the run-time compiler of CUDA, was not found (/no/such/nvrtc). LOSSDSL_NVRTC names it.", Assert.Throws<CudaUnavailableException>(NvrtcLibrary.Load).Reason);
        }
        finally
        {
            Environment.SetEnvironmentVariable(CudaVariables.Nvrtc, before);
        }
    }

    [StandInFact]
    public void Functions_of_another_library()
    {
        using (CudaLibraries.Use("libm.so.6", StandIn.Library))
        {
            Assert.Equal("The CUDA library that was found has no function nvrtcCreateProgram.", Refusal().Reason);
        }

        using var use = CudaLibraries.Use(StandIn.Library, "libm.so.6");
        Assert.Equal("The CUDA library that was found has no function cuDeviceGet.", Refusal().Reason);
    }

    [StandInFact]
    public void Built_in_functions()
    {
        using var use = StandIn.Use();
        StandIn.SetVersion(12, 9);
        var exception = Refusal();
        Assert.Equal("NVRTC 12.9 does not find its library of built-in functions (libnvrtc-builtins.so.12.9).", exception.Reason);
        Assert.Contains("Put that file beside NVRTC", exception.Remedy);
    }

    [StandInFact]
    public void Built_in_functions_that_vanish_after_the_start()
    {
        using var use = StandIn.Use();
        var device = CudaLibraries.GetDevice(0);
        StandIn.SetVersion(12, 9);
        Assert.Contains("built-in functions", Assert.Throws<CudaUnavailableException>(() => device.Load("// Built-in functions are gone.", "dice")).Reason);
    }

    [StandInFact]
    public void A_GPU()
    {
        using var use = StandIn.Use();
        StandIn.SetStartError(100);
        var exception = Refusal();
        Assert.Equal("The CUDA driver does not start: CUDA_ERROR_NO_DEVICE, no CUDA-capable device is detected.", exception.Reason);
        Assert.Contains("nvidia-smi", exception.Remedy);
    }

    [StandInFact]
    public void A_second_GPU()
    {
        using var use = StandIn.Use();
        Assert.Equal("The CUDA driver has no device 1: CUDA_ERROR_INVALID_DEVICE, invalid device ordinal.", Assert.Throws<CudaUnavailableException>(static () => CudaLibraries.GetDevice(1)).Reason);
        Assert.Equal("sm_90", CudaLibraries.GetDevice(0).Architecture);
    }

    [StandInFact]
    public void A_compiler_for_an_old_GPU()
    {
        using var use = StandIn.Use();
        StandIn.SetCapability(35);
        Assert.Equal("NVRTC 12.8 compiles for GPUs from sm_50 on, and this one is sm_35.", Refusal().Reason);
    }

    [StandInFact]
    public void Nothing_for_a_GPU_newer_than_the_compiler()
    {
        using var use = StandIn.Use();
        StandIn.SetCapability(120);
        Assert.Equal("sm_120", CudaLibraries.GetDevice(0).Architecture);
        Assert.Equal(0, SumKernels.Run(SumKernels.Load().GetKernel("sum"), new float[8], 1).Result);
    }

    public void Dispose()
    {
        if (StandInBuild.IsPossible)
        {
            StandIn.SetVersion(12, 8);
            StandIn.SetStartError(0);
            StandIn.SetCapability(90);
        }
    }

    private static CudaUnavailableException Refusal() => Assert.Throws<CudaUnavailableException>(static () => CudaLibraries.GetDevice(0));
}
