using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace LossDsl.Conformance.Published.Definitions;

/// <summary>
/// Erosion of images [B, 1, H, W] by a cross: the mean over a pixel and its four neighbours, 0 beyond the border, less 1/2 and at least 0 (Karimi and Salcudean 2019). The result is
/// scaled to [0, 1] in each image, unless it is flat.
/// </summary>
internal sealed class ScaledErosion : TracedField
{
    public override Tensor Compute(Tensor values)
    {
        var cross = tensor([0.0, 0.2, 0, 0.2, 0.2, 0.2, 0, 0.2, 0], [1, 1, 3, 3], dtype: values.dtype, device: values.device);
        var eroded = (conv2d(values, cross, padding: [1, 1]) - 0.5).relu();
        var (low, high) = (eroded.amin([1, 2, 3], keepdim: true), eroded.amax([1, 2, 3], keepdim: true));
        var range = high - low;
        return where(range.eq(0), eroded, (eroded - low) / where(range.eq(0), ones_like(range), range));
    }
}
