using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace UNetTrainer.Network;

/// <summary>
/// Level of the decoder. A transposed convolution with stride 2 doubles height and width and halves the channels. The encoder's features of that level
/// are concatenated, and a 3x3 transposed convolution with stride 1 merges both.
/// </summary>
internal sealed class UpStep : Module<Tensor, Tensor, Tensor>
{
    private readonly ConvTranspose2d up;
    private readonly Sequential merge;

    public UpStep(int inputs, int outputs)
        : base(nameof(UpStep))
    {
        up = ConvTranspose2d(inputs, outputs, 2, stride: 2);
        merge = Sequential(ConvTranspose2d(2 * outputs, outputs, 3, padding: 1, bias: false), BatchNorm2d(outputs), ReLU(inplace: true));
        RegisterComponents();
    }

    /// <param name="below">Features of the level below, [B, C, H/2, W/2].</param>
    /// <param name="beside">Features of the encoder's level, [B, C/2, H, W].</param>
    public override Tensor forward(Tensor below, Tensor beside)
    {
        using var larger = up.call(below);
        using var both = cat([beside, larger], 1);
        return merge.call(both);
    }
}
