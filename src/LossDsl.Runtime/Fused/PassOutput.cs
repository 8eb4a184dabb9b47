using LossDsl.Kernels;
namespace LossDsl.Fused;

/// <summary>What a pass has made.</summary>
public sealed class PassOutput
{
    private readonly Values[] results;
    private readonly PixelField[] kept;

    internal PassOutput(Values[] results, PixelField[] kept) => (this.results, this.kept) = (results, kept);

    /// <summary>A result, by its place in the kernel.</summary>
    public Values this[int result] => results[result];

    /// <summary>What it has kept of each pixel, by its place in the kernel.</summary>
    public PixelField Field(int field) => kept[field];
}
