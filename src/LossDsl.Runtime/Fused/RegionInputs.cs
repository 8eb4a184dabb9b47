using LossDsl.Inputs;
using static TorchSharp.torch;

namespace LossDsl.Fused;

/// <summary>Inputs of one call that do not change from pixel to pixel, as numbers for the arithmetic between passes.</summary>
internal sealed class RegionInputs
{
    private readonly Dictionary<string, double[][]> values;

    private RegionInputs(Dictionary<string, double[][]> values) => this.values = values;

    /// <summary>Reads the inputs of a call.</summary>
    /// <param name="required">The inputs that the loss reads, those of pixels among them.</param>
    /// <param name="annotations">The annotations with the inputs.</param>
    /// <param name="shape">Shape of the logits, [B, C, ...].</param>
    /// <param name="options">Options of the loss.</param>
    public static RegionInputs Read(IReadOnlyList<RequiredInput> required, TargetAnnotations annotations, long[] shape, LossOptions options) => new(required
        .Where(static input => !input.IsPerPixel)
        .ToDictionary(static input => input.Name, input => Groups(InputTensors.PerGroup(annotations, input.Name, input.Per, shape, options.Region), options.FirstClass)));

    /// <summary>Returns the values of an input for the regions of a group, or one value for all of them.</summary>
    public RegionValues Get(string name, int group) => new(values[name][group]);

    private static double[][] Groups(Tensor table, int firstClass)
    {
        var (numbers, width) = (table.contiguous().data<double>().ToArray(), (int)table.shape[1]);
        return [.. numbers.Chunk(width).Select(row => width == 1 ? row : row[firstClass..])];
    }
}
