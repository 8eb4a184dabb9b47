using System.ComponentModel;
using LossDsl.Fused;
using LossDsl.Kernels;

namespace LossDsl.CompilerServices;

/// <summary>Output of a pass: its results, one region value each, and the fields that it stored.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PassOutput
{
    private readonly RegionValues[] results;
    private readonly PixelField[] kept;

    internal PassOutput(RegionValues[] results, PixelField[] kept) => (this.results, this.kept) = (results, kept);

    /// <summary>Region values of a result, by its position in <see cref="IPass.Results"/>. 0 for regions without valid pixels.</summary>
    public RegionValues this[int result] => results[result];

    /// <summary>Returns a field that the pass stored.</summary>
    /// <param name="field">Position of the field among the <see cref="IPass.Kept"/> fields of the pass.</param>
    public PixelField Field(int field) => kept[field];
}
