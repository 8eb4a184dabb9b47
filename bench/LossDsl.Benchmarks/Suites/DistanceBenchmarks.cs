using BenchmarkDotNet.Attributes;
using LossDsl.Benchmarks.Subjects;
using TorchSharp;

namespace LossDsl.Benchmarks.Suites;

/// <summary>Benchmark of the exact Euclidean distance transform on masks of 1024² pixels.</summary>
public class DistanceBenchmarks
{
    private torch.Tensor mask = null!;

    /// <summary>Number of images in the batch.</summary>
    [Params(1, 8)]
    public int Images { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        mask = BenchmarkInput.Create(new(Images, 1, 1024, 1024)).Target;
        WarmUp.Run($"{Images} images", Transform);
    }

    [Benchmark]
    public void Transform() => DistanceMap.Compute(mask, DistanceKind.Euclidean).Dispose();
}
