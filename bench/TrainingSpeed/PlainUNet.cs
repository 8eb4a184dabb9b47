using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TrainingSpeed;

/// <summary>U-Net with the trainer's layers, written by hand without the trainer's code, for <see cref="PlainContender"/>.</summary>
internal sealed class PlainUNet : Module<Tensor, Tensor>
{
    private readonly ModuleList<Sequential> encoder = [];
    private readonly ModuleList<ConvTranspose2d> ups = [];
    private readonly ModuleList<Sequential> merges = [];
    private readonly Conv2d head;
    private readonly long step;

    public PlainUNet(int width, int depth)
        : base(nameof(PlainUNet))
    {
        step = 1L << (depth - 1);
        for (var level = 0; level < depth; level++)
        {
            var (inputs, outputs) = (level == 0 ? 1 : width << (level - 1), width << level);
            encoder.Add(Sequential(
                Conv2d(inputs, outputs, 3, padding: 1, bias: false), BatchNorm2d(outputs), ReLU(inplace: true),
                Conv2d(outputs, outputs, 3, padding: 1, bias: false), BatchNorm2d(outputs), ReLU(inplace: true)));
        }

        for (var level = depth - 1; level > 0; level--)
        {
            var (inputs, outputs) = (width << level, width << (level - 1));
            ups.Add(ConvTranspose2d(inputs, outputs, 2, stride: 2));
            merges.Add(Sequential(ConvTranspose2d(inputs, outputs, 3, padding: 1, bias: false), BatchNorm2d(outputs), ReLU(inplace: true)));
        }

        head = Conv2d(width, 1, 1);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var (height, width) = (input.shape[2], input.shape[3]);
        var (x, skips) = (functional.pad(input, [0, -width & (step - 1), 0, -height & (step - 1)], PaddingModes.Replicate), new Stack<Tensor>());
        foreach (var (level, pair) in encoder.Index())
        {
            x = pair.call(level == 0 ? x : functional.max_pool2d(x, 2));
            skips.Push(x);
        }

        skips.Pop();
        foreach (var (up, merge) in ups.Zip(merges))
        {
            x = merge.call(cat([skips.Pop(), up.call(x)], 1));
        }

        return head.call(x).narrow(2, 0, height).narrow(3, 0, width).MoveToOuterDisposeScope();
    }
}
