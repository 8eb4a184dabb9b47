using LossDsl.Cuda.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Cuda.Tests.Losses;

/// <summary>Compares distance maps by the kernels, on the stand-in, with those of the CPU.</summary>
[Collection(ExclusiveCollection.Name)]
public sealed class DeviceDistanceTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public static TheoryData<DistanceKind> Kinds => [.. Enum.GetValues<DistanceKind>()];

    public void Dispose() => scope.Dispose();

    [StandInTheory]
    [MemberData(nameof(Kinds))]
    public void Maps_are_those_of_the_CPU(DistanceKind kind)
    {
        var random = new Generator(3);
        (long[] Shape, double[]? Spacing)[] shapes = [([2, 3, 19, 23], null), ([1, 1, 7, 5, 11], [0.5, 2, 1.25]), ([2, 1, 40], [3]), ([1, 2, 1, 9], null), ([2, 2], null), ([1, 1, 2, 2], null)];
        foreach (var (shape, spacing) in shapes)
        {
            foreach (var share in new[] { 0, 0.03, 0.5, 0.97, 1 })
            {
                var mask = rand(shape, float64, generator: random).lt(share).to_type(float64);
                var expected = DistanceMap.Compute(mask, kind, spacing);
                using var device = new LossesOnStandIn();
                StandIn.Reset();
                var actual = DistanceMap.Compute(mask, kind, spacing);
                Assert.True(StandIn.Launches > 0);
                Assert.True(allclose(expected, actual, rtol: 1e-12, atol: 1e-12), $"[{string.Join(", ", shape)}], {share}");
            }
        }
    }
}
