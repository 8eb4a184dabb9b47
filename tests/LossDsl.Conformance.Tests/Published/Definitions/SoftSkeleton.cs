using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace LossDsl.Conformance.Published.Definitions;

/// <summary>Soft skeleton of images [B, C, H, W] after three erosions (Shit et al. 2021).</summary>
internal class SoftSkeleton : TracedField
{
    /// <summary>Number of erosions after the first opening.</summary>
    protected virtual int Erosions => 3;

    public override Tensor Compute(Tensor values)
    {
        var skeleton = Ridges(values);
        for (var i = 0; i < Erosions; i++)
        {
            values = Erode(values);
            var ridges = Ridges(values);
            skeleton += (ridges - skeleton * ridges).relu();
        }

        return skeleton;
    }

    private static Tensor Ridges(Tensor values) => (values - max_pool2d(Erode(values), [3, 3], [1, 1], [1, 1])).relu();

    private static Tensor Erode(Tensor values) => minimum(-max_pool2d(-values, [3, 1], [1, 1], [1, 0]), -max_pool2d(-values, [1, 3], [1, 1], [0, 1]));
}

/// <summary>Soft skeleton after one erosion.</summary>
internal sealed class BriefSoftSkeleton : SoftSkeleton
{
    protected override int Erosions => 1;
}
