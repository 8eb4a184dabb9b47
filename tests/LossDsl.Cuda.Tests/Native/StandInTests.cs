using System.Runtime.InteropServices;
using LossDsl.Cuda.Tests.Support;

namespace LossDsl.Cuda.Tests.Native;

/// <summary>Tests the stand-in itself: functions and conversions that device code writes for hardware.</summary>
[Collection(ExclusiveCollection.Name)]
public sealed unsafe class StandInTests
{
    private const string Source = """
        struct Arguments { const void* values; void* results; long long count; };

        extern "C" __global__ void widen(Arguments arguments)
        {
            for (long long i = threadIdx.x; i < arguments.count; i += blockDim.x)
            {
                ((float*)arguments.results)[i] = standin_half_to_float(((const unsigned short*)arguments.values)[i]);
            }
        }

        extern "C" __global__ void narrow(Arguments arguments)
        {
            for (long long i = threadIdx.x; i < arguments.count; i += blockDim.x)
            {
                ((unsigned short*)arguments.results)[i] = standin_float_to_half(((const float*)arguments.values)[i]);
            }
        }

        #define FUNCTION(name, value) extern "C" __global__ void name(Arguments arguments) \
        { \
            for (long long i = threadIdx.x; i < arguments.count; i += blockDim.x) \
            { \
                const float x = ((const float*)arguments.values)[i]; \
                ((float*)arguments.results)[i] = value; \
            } \
        }

        FUNCTION(full, ::expf(x))
        FUNCTION(fast, __expf(x))
        FUNCTION(fastLog, __logf(fabsf(x)))
        FUNCTION(product, __fmul_rn(x, x))
        """;

    [StandInFact]
    public void Half_types_are_converted_as_by_the_hardware()
    {
        using var use = StandIn.Use();
        ushort[] halves = [.. Enumerable.Range(0, 65536).Select(static i => (ushort)i)];
        Assert.True(Run<ushort, float>("widen", halves).SequenceEqual(halves.Select(static h => (float)BitConverter.UInt16BitsToHalf(h))));

        // Each half, its neighbours among the floats, and the floats about the middle to the next half.
        int[] distances = [0, -1, 1, 0x0fff, 0x1000, 0x1001];
        float[] floats = [1e-9f, -1e-30f, .. halves.SelectMany(h => distances.Select(d => BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits((float)BitConverter.UInt16BitsToHalf(h)) + d)))];
        Assert.True(Run<float, ushort>("narrow", floats).Select(Bits).SequenceEqual(floats.Select(static f => Bits(BitConverter.HalfToUInt16Bits((Half)f)))));

        static ushort Bits(ushort half) => Half.IsNaN(BitConverter.UInt16BitsToHalf(half)) ? (ushort)0x7fff : half;
    }

    [StandInTheory]
    [InlineData("full", 2, 2.01, 8)]
    [InlineData("fast", 2, 2.01, 0.5)]
    [InlineData("fast", 2, 10.01, 7.5)]
    [InlineData("product", 0, 0, 8)]
    public void Functions_are_wrong_by_their_documented_errors(string name, double least, double most, float range)
    {
        using var use = StandIn.Use();
        float[] values = [.. Enumerable.Range(0, 1000).Select(i => range * ((i / 500f) - 1))];
        var exact = Run<float, float>(name, values);
        foreach (var kind in new[] { 1, -1, 2 })
        {
            StandIn.SetPerturbation(kind, 3);
            var perturbed = Run<float, float>(name, values);
            StandIn.SetPerturbation(0);
            double[] units = [.. exact.Zip(perturbed).Select(static pair => (pair.Second - pair.First) / (double)(MathF.BitIncrement(MathF.Abs(pair.First)) - MathF.Abs(pair.First)))];
            Assert.All(units, u => Assert.InRange(Math.Abs(u), least, most));
            Assert.Equal(least > 0 && kind != -1, units.Any(static u => u > 0));
            Assert.Equal(least > 0 && kind != 1, units.Any(static u => u < 0));
        }
    }

    [StandInFact]
    public void A_fast_logarithm_near_1_has_an_absolute_error()
    {
        using var use = StandIn.Use();
        float[] values = [0.5f, 0.999f, 1, 1.001f, 2];
        var exact = Run<float, float>("fastLog", values);
        StandIn.SetPerturbation(1);
        var perturbed = Run<float, float>("fastLog", values);
        StandIn.SetPerturbation(0);
        Assert.All(exact.Zip(perturbed), static pair => Assert.InRange(pair.Second - pair.First, 3.0e-7, 4.2e-7));
    }

    private static TResult[] Run<TValue, TResult>(string name, TValue[] values) where TValue : unmanaged where TResult : unmanaged
    {
        var results = new TResult[values.Length];
        fixed (TValue* first = values)
        {
            fixed (TResult* firstResult = results)
            {
                var arguments = new Arguments { Values = first, Results = firstResult, Count = values.Length };
                CudaLibraries.GetDevice(0).Load(Source, "functions").GetKernel(name).Launch(1, 256, 0, new ReadOnlySpan<byte>(&arguments, sizeof(Arguments)), 0);
            }
        }

        return results;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Arguments
    {
        public void* Values, Results;
        public long Count;
    }
}
