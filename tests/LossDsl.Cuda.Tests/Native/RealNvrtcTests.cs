using LossDsl.Cuda.Tests.Support;
using Xunit.Sdk;

namespace LossDsl.Cuda.Tests.Native;

/// <summary>Tests NVIDIA's compiler as the runtime calls it.</summary>
public sealed class RealNvrtcTests
{
    private static readonly string Source = $"#define SUM_BARRIER __syncthreads()\n#define COUNT_LOAD(bytes)\n#define COUNT_STORE(bytes)\n{SumKernels.Source}";

    [NvrtcFact]
    public void Kernels_compile_and_their_figures_are_read()
    {
        foreach (var architecture in new[] { RealNvrtc.Architectures.Least, RealNvrtc.Architectures.Greatest })
        {
            var kernels = RealNvrtc.Compile(Source, architecture);
            Assert.Equal(["apart", "apartInWarp", "divergent", "misaligned", "sum", "turn"], kernels.Registers.Keys.Order());
            Assert.InRange(kernels.Registers["sum"], 8, 64);
            Assert.InRange(kernels.SharedMemory["sum"], 33, 64);
            Assert.Equal(0, kernels.SpillStores["sum"]);
            Assert.InRange(kernels.ImageSize, 1000, 100_000);
        }
    }

    [NvrtcFact]
    public void A_spill_is_read()
    {
        // 64 numbers that all live until the last is known, in a kernel that may have 32 registers.
        const string Spills = """
            extern "C" __global__ void __launch_bounds__(1024, 2) spills(float* x)
            {
                float v[64];
            #pragma unroll
                for (int i = 0; i < 64; i++) v[i] = x[i * 1024 + threadIdx.x];
                __syncthreads();
            #pragma unroll
                for (int i = 0; i < 64; i++) x[i * 1024 + threadIdx.x] = v[63 - i] * v[(i * 7) % 64];
            }
            """;
        Assert.InRange(RealNvrtc.Compile(Spills, RealNvrtc.Architectures.Greatest).SpillStores["spills"], 4, 1000);
    }

    [NvrtcFact]
    public void An_error_has_the_messages_of_the_compiler() =>
        Assert.Contains("flaot", Assert.ThrowsAny<XunitException>(static () => RealNvrtc.Compile("__device__ void f() { flaot x; }", RealNvrtc.Architectures.Greatest)).Message);
}
