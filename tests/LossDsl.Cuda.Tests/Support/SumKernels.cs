using System.Runtime.InteropServices;

namespace LossDsl.Cuda.Tests.Support;

/// <summary>Small kernels that have what the losses' have: a struct as argument, shuffles, shared memory, a ticket by which the last block adds the results of all.</summary>
internal static unsafe class SumKernels
{
    /// <summary>Source of the kernels. SUM_BARRIER is the barrier before the results of the warps are read.</summary>
    public const string Source = """
        struct Arguments { const float* values; float* partials; float* result; unsigned* ticket; long long count; float factor; };

        __device__ bool isLast(unsigned* ticket)
        {
            __shared__ bool last;
            if (threadIdx.x == 0)
            {
                __threadfence();
                last = atomicAdd(ticket, 1u) == gridDim.x - 1u;
            }

            __syncthreads();
            return last;
        }

        extern "C" __global__ void __launch_bounds__(256) sum(Arguments arguments)
        {
            __shared__ float sums[8];
            float sum = 0.0f;
            for (long long i = blockIdx.x * 256ll + threadIdx.x; i < arguments.count; i += gridDim.x * 256ll)
            {
                COUNT_LOAD(4);
                sum += arguments.values[i];
            }

            for (int distance = 16; distance > 0; distance /= 2)
            {
                sum += __shfl_down_sync(0xffffffffu, sum, distance);
            }

            if (threadIdx.x % 32 == 0)
            {
                sums[threadIdx.x / 32] = sum;
            }

            SUM_BARRIER;
            if (threadIdx.x == 0)
            {
                COUNT_STORE(4);
                arguments.partials[blockIdx.x] = ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]));
            }

            if (isLast(arguments.ticket) && threadIdx.x == 0)
            {
                float total = 0.0f;
                for (int block = 0; block < int(gridDim.x); block++)
                {
                    total += __ldcg(arguments.partials + block);
                }

                *arguments.result = total * arguments.factor;
                *arguments.ticket = 0;
            }
        }

        extern "C" __global__ void divergent(Arguments arguments)
        {
            if (threadIdx.x < 40)
            {
                __syncthreads();
            }
            else
            {
                __shfl_xor_sync(0xffffffffu, 1, 1);
            }
        }

        extern "C" __global__ void apart(Arguments arguments)
        {
            if (threadIdx.x < 128)
            {
                __syncthreads();
            }
            else
            {
                __syncthreads();
            }
        }

        extern "C" __global__ void apartInWarp(Arguments arguments)
        {
            if (threadIdx.x % 2 == 0)
            {
                __syncwarp();
            }
            else
            {
                __syncwarp();
            }
        }

        extern "C" __global__ void misaligned(Arguments arguments) { *arguments.result = ((const float4*)(arguments.values + 1))->x; }

        // Turns the values around, in dynamic shared memory.
        extern "C" __global__ void turn(Arguments arguments)
        {
            extern __shared__ float shared[];
            for (int i = threadIdx.x; i < arguments.count; i += blockDim.x)
            {
                shared[i] = arguments.values[arguments.count - 1 - i];
            }

            __syncthreads();
            for (int i = threadIdx.x; i < arguments.count; i += blockDim.x)
            {
                arguments.partials[i] = shared[i];
            }
        }
        """;

    /// <summary>Argument of the kernels.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Arguments
    {
        public float* Values, Partials, Result;
        public uint* Ticket;
        public long Count;
        public float Factor;
    }

    /// <summary>Loads the kernels.</summary>
    public static CudaModule Load(string barrier = "__syncthreads()") => CudaLibraries.GetDevice(0).Load($"#define SUM_BARRIER {barrier}\n{Source}", "sum of squares");

    /// <summary>Runs a kernel. Returns result and partial results.</summary>
    public static (float Result, float[] Partials) Run(CudaKernel kernel, float[] values, int blocks, int sharedBytes = 0)
    {
        var result = 0f;
        var ticket = 0u;
        var partials = new float[Math.Max(blocks, values.Length)];
        fixed (float* first = values, firstPartial = partials)
        {
            var arguments = new Arguments { Values = first, Partials = firstPartial, Result = &result, Ticket = &ticket, Count = values.Length, Factor = 2 };
            kernel.Launch(blocks, 256, sharedBytes, new ReadOnlySpan<byte>(&arguments, sizeof(Arguments)), 0);
        }

        Assert.Equal(0u, ticket);
        return (result, partials);
    }
}
