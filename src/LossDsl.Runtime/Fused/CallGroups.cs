using LossDsl.Kernels;
using LossDsl.Kernels.Loops;
using LossDsl.Kernels.Memory;

namespace LossDsl.Fused;

/// <summary>A call as groups of images: one evaluation of the formula goes over one group.</summary>
/// <param name="Options">What the loss was told.</param>
/// <param name="Memory">The tensors.</param>
/// <param name="Spatial">The spatial dimensions.</param>
/// <param name="Maps">The maps that formulas read.</param>
/// <param name="Regions">The regions of each group.</param>
internal sealed record CallGroups(LossOptions Options, CallMemory Memory, long[] Spatial, MapSource Maps, RegionTable Regions)
{
    public LaneWidth Width { get; } = LaneWidths.Select(Options.Backend);

    /// <summary>How many groups: each image, or the batch.</summary>
    public int Count => CountOf(Options, Memory);

    /// <summary>How many groups a call has.</summary>
    public static int CountOf(LossOptions options, CallMemory memory) => options.Region == Region.PerImage ? memory.Images : 1;

    /// <summary>The images of a group.</summary>
    public Range Images(int group) => Options.Region == Region.PerImage ? group..(group + 1) : 0..Memory.Images;
}
