using LossDsl.Kernels;
using LossDsl.Kernels.Loops;
using LossDsl.Kernels.Memory;

namespace LossDsl.Fused;

/// <summary>Images of one call, divided into groups: each image, or the whole batch. The formula is evaluated once for each group.</summary>
/// <param name="Options">Options of the loss.</param>
/// <param name="Memory">Tensors of the call.</param>
/// <param name="Spatial">Spatial dimensions of an image.</param>
/// <param name="Fields">Maps and inputs of pixels that the formula reads.</param>
/// <param name="Inputs">Inputs of regions, classes and images that the formula reads.</param>
/// <param name="Regions">Valid pixels, weights and upstream gradients of the regions of all groups.</param>
internal sealed record CallGroups(LossOptions Options, CallMemory Memory, long[] Spatial, FieldSource Fields, RegionInputs Inputs, RegionTable Regions)
{
    /// <summary>Width of the lanes, as the backend of the options asks.</summary>
    public LaneWidth Width { get; } = LaneWidths.Select(Options.Backend);

    /// <summary>Number of groups: the number of images, or 1 for the whole batch.</summary>
    public int Count => CountGroups(Options, Memory);

    /// <summary>Returns the number of groups of a call with these options.</summary>
    public static int CountGroups(LossOptions options, CallMemory memory) => options.Region == Region.PerImage ? memory.Images : 1;

    /// <summary>Returns the images of a group.</summary>
    public Range Images(int group) => Options.Region == Region.PerImage ? group..(group + 1) : 0..Memory.Images;
}
