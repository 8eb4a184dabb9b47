using BenchmarkDotNet.Attributes;
using LossDsl.Benchmarks.Subjects;
using TorchSharp;

namespace LossDsl.Benchmarks.Suites;

/// <summary>The exact Euclidean distance transform of images of 1024².</summary>
public class DistanceBenchmarks
{
    private torch.Tensor mask = null!;

    [Params(1, 8)]
    public int Images { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        mask = Example.Create(new(Images, 1, 1024, 1024)).Target;
        WarmUp.Run($"{Images} images", Transform);
    }

    [Benchmark]
    public void Transform() => DistanceMap.Compute(mask, DistanceKind.Euclidean).Dispose();
}
