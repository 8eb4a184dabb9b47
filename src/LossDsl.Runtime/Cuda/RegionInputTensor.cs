using LossDsl.Inputs;
using static TorchSharp.torch;

namespace LossDsl.Cuda;

/// <summary>Inputs of a call that do not change from pixel to pixel, as one tensor for the arithmetic between passes.</summary>
internal static class RegionInputTensor
{
    /// <summary>Returns the values of all such inputs in their order, [input, group, included class], float64, on the device of the logits; null if there are none.</summary>
    public static Tensor? Create(CudaLoss loss, TargetAnnotations annotations, Tensor logits)
    {
        Tensor[] tables = [.. loss.Inputs.Where(static input => !input.IsPerPixel).Select(input => Table(input, loss.Options, annotations, logits.shape))];
        return tables.Length == 0 ? null : stack(tables).contiguous();
    }

    private static Tensor Table(RequiredInput input, LossOptions options, TargetAnnotations annotations, long[] shape)
    {
        var table = InputTensors.PerGroup(annotations, input.Name, input.Per, shape, options.Region);
        return table.expand([table.shape[0], shape[1]]).narrow(1, options.FirstClass, shape[1] - options.FirstClass);
    }
}
