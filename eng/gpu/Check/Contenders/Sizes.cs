using LossDsl.Benchmarks.Subjects;
using LossDsl.GpuCheck.Export;

namespace LossDsl.GpuCheck.Contenders;

/// <summary>Sizes that are measured, and their losses.</summary>
internal static class Sizes
{
    /// <summary>Sizes of the steps whose memory is watched, with their losses.</summary>
    public static IReadOnlyList<(string Loss, ProblemSize Size)> OfMemory { get; } = [("dice", new(4, 1, 64, 64)), ("cross-entropy", new(2, 5, 48, 48))];

    /// <summary>Returns the sizes.</summary>
    /// <param name="isQuick">Whether to return small ones of the same kinds.</param>
    public static IReadOnlyList<ProblemSize> Create(bool isQuick) => isQuick
        ? [new(2, 1, 64, 64), new(2, 3, 32, 32), new(2, 2, 8, 8, 8)]
        : [new(32, 1, 512, 512), new(8, 1, 1024, 1024), new(2, 14, 512, 512), new(2, 4, 128, 128, 128)];

    /// <summary>Returns the names of the losses that are measured at a size.</summary>
    public static IReadOnlyList<string> Losses(ProblemSize size) => size.IsMulticlass ? KernelExport.SoftmaxLosses : [.. KernelExport.Survey()];
}
