using LossDsl.Cuda.Tests.Support;

namespace LossDsl.Cuda.Tests.Native;

/// <summary>Tests launches of small kernels on the stand-in.</summary>
[Collection(ExclusiveCollection.Name)]
public sealed class LaunchTests
{
    private static readonly float[] Values = [.. Enumerable.Range(0, 10_007).Select(static i => MathF.Sin(i))];

    [StandInFact]
    public void A_sum_has_the_same_bits_in_every_order_of_blocks_and_threads()
    {
        using var use = StandIn.Use();
        var kernel = SumKernels.Load().GetKernel("sum");
        var sums = Enumerable.Range(0, 20).Select(seed => WithSeed((uint)seed, () => SumKernels.Run(kernel, Values, 7).Result)).ToArray();
        Assert.InRange(sums[0], 2 * Values.Sum() - 1e-3f, 2 * Values.Sum() + 1e-3f);
        Assert.Single(sums.Distinct());
    }

    [StandInFact]
    public void A_missing_barrier_is_found_in_one_of_the_orders()
    {
        using var use = StandIn.Use();
        var kernel = SumKernels.Load(barrier: "").GetKernel("sum");
        Assert.True(Enumerable.Range(0, 4).Select(seed => WithSeed((uint)seed, () => SumKernels.Run(kernel, Values, 7).Result)).Distinct().Count() > 1);
    }

    [StandInFact]
    public void Launches_and_the_bytes_that_kernels_count_are_counted()
    {
        using var use = StandIn.Use();
        var kernel = SumKernels.Load().GetKernel("sum");
        StandIn.Reset();
        SumKernels.Run(kernel, Values, 7);
        SumKernels.Run(kernel, Values, 7);
        Assert.Equal((2ul, 2 * 4ul * (ulong)Values.Length, 2 * 4ul * 7), (StandIn.Launches, StandIn.Loads, StandIn.Stores));
    }

    [StandInFact]
    public void More_shared_memory_than_48_KB_is_asked_for()
    {
        using var use = StandIn.Use();
        var kernel = SumKernels.Load().GetKernel("turn");
        var (_, turned) = SumKernels.Run(kernel, [.. Values, .. Values], 1, 2 * Values.Length * sizeof(float));
        Assert.Equal([.. Values.Reverse(), .. Values.Reverse()], turned);
        Assert.Equal(227 * 1024, CudaLibraries.GetDevice(0).SharedMemoryLimit);
    }

    [StandInFact]
    public void A_program_is_compiled_once()
    {
        using var use = StandIn.Use();
        var module = SumKernels.Load();
        var compilations = StandIn.Compilations;
        Assert.Same(module, SumKernels.Load());
        Assert.Same(module.GetKernel("sum"), module.GetKernel("sum"));
        Assert.Equal(compilations, StandIn.Compilations);
    }

    [StandInFact]
    public async Task Programs_are_compiled_on_several_threads_each_once()
    {
        using var use = StandIn.Use();
        var compilations = StandIn.Compilations;
        var sums = await Task.WhenAll(Enumerable.Range(0, 8).Select(static i => Task.Factory.StartNew(
            () => SumKernels.Run(SumKernels.Load($"__syncthreads() /* {i / 2} */").GetKernel("sum"), Values, 3).Result, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        Assert.Single(sums.Distinct());
        Assert.Equal(sums.Length / 2, StandIn.Compilations - compilations);
    }

    [StandInFact]
    public void A_launch_allocates_nothing()
    {
        using var use = StandIn.Use();
        var kernel = SumKernels.Load().GetKernel("sum");
        Assert.Throws<ArgumentOutOfRangeException>(() => kernel.Launch(0, 256, 0, [], 0));
        var memory = 0L;
        unsafe
        {
            var (result, ticket, partial) = (0f, 0u, 0f);
            var arguments = new SumKernels.Arguments { Partials = &partial, Result = &result, Ticket = &ticket };
            for (var i = 0; i < 3; i++)
            {
                memory = GC.GetAllocatedBytesForCurrentThread();
                kernel.Launch(1, 256, 0, new ReadOnlySpan<byte>(&arguments, sizeof(SumKernels.Arguments)), CudaStream.Current(0));
                memory = GC.GetAllocatedBytesForCurrentThread() - memory;
            }
        }

        Assert.Equal(0, memory);
    }

    private static T WithSeed<T>(uint seed, Func<T> run)
    {
        StandIn.SetSeed(seed);
        try
        {
            return run();
        }
        finally
        {
            StandIn.SetSeed(0);
        }
    }
}
