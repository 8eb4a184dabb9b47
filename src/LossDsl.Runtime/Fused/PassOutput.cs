using System.ComponentModel;
using LossDsl.Fused;
using LossDsl.Kernels;

namespace LossDsl.CompilerServices;

/// <summary>What a pass has made.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PassOutput
{
    private readonly RegionValues[] results;
    private readonly PixelField[] kept;

    internal PassOutput(RegionValues[] results, PixelField[] kept) => (this.results, this.kept) = (results, kept);

    /// <summary>A result, by its place in the kernel.</summary>
    public RegionValues this[int result] => results[result];

    /// <summary>What it has kept of each pixel, by its place in the kernel.</summary>
    public PixelField Field(int field) => kept[field];
}
