using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace UNetTrainer.Network;

/// <summary>Level of the encoder: two 3x3 convolutions, each with batch norm and ReLU.</summary>
internal sealed class ConvolutionPair : Module<Tensor, Tensor>
{
    private readonly Sequential layers;

    public ConvolutionPair(int inputs, int outputs)
        : base(nameof(ConvolutionPair))
    {
        // The convolutions have no bias, because batch norm would subtract a bias again.
        layers = Sequential(
            Conv2d(inputs, outputs, 3, padding: 1, bias: false), BatchNorm2d(outputs), ReLU(inplace: true),
            Conv2d(outputs, outputs, 3, padding: 1, bias: false), BatchNorm2d(outputs), ReLU(inplace: true));
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => layers.call(input);
}
