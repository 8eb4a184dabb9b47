using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace UNetTrainer.Network;

/// <summary>
/// U-Net of Ronneberger et al. 2015 with the layers that Jadon 2020, section III, counts: "10 convolution encoded layers and 8 decoded convolutional transpose layers".
/// At the default depth of 5: the encoder has 5 levels of 2 convolutions (3x3, batch norm, ReLU; 2x2 max pooling between levels) = 10 convolutions;
/// the decoder has 4 up-steps of 2 transposed convolutions (one of stride 2, one 3x3 of stride 1 after the skip connection) = 8.
/// A 1x1 convolution on top, which neither count includes, makes the output. Channels double with each level, from <c>width</c>.
/// </summary>
internal sealed class UNet : Module<Tensor, Tensor>
{
    private readonly ModuleList<ConvolutionPair> encoder;
    private readonly ModuleList<UpStep> decoder;
    private readonly Conv2d head;
    private readonly ModuleList<Conv2d> deepHeads;
    private readonly long step;
    private ScalarType type = ScalarType.Float32;

    /// <param name="width">Number of channels of the first level.</param>
    /// <param name="depth">Number of levels of the encoder, at least 2.</param>
    /// <param name="outputs">Number of channels of the output.</param>
    /// <param name="deepSupervision">Whether the levels of the decoder below the top have outputs too, for training (Lee et al. 2015).</param>
    /// <param name="inputs">Number of channels of the images.</param>
    public UNet(int width, int depth, int outputs = 1, bool deepSupervision = false, int inputs = 1)
        : base(nameof(UNet))
    {
        step = 1L << (depth - 1);
        var channels = Enumerable.Range(0, depth).Select(level => width << level).ToArray();
        encoder = ModuleList(channels.Select((c, level) => new ConvolutionPair(level == 0 ? inputs : channels[level - 1], c)).ToArray());
        decoder = ModuleList(channels.Skip(1).Reverse().Select(static c => new UpStep(c, c / 2)).ToArray());
        head = Conv2d(width, outputs, 1);
        deepHeads = ModuleList(deepSupervision ? [.. channels[1..^1].Reverse().Select(c => Conv2d(c, outputs, 1))] : Array.Empty<Conv2d>());
        RegisterComponents();
    }

    /// <summary>Whether features lie channel by channel of a pixel (NHWC) instead of pixel by pixel of a channel, which some devices convolve faster.</summary>
    public bool ChannelsLast { get; init; }

    /// <summary>Makes the convolutions compute in another type. Batch norm keeps float32: its statistics are sums over all pixels.</summary>
    public void ConvolveIn(ScalarType other)
    {
        type = other;
        foreach (var convolution in modules().Where(static m => m is TorchSharp.Modules.Conv2d or TorchSharp.Modules.ConvTranspose2d))
        {
            convolution.to(other);
        }
    }

    /// <summary>Maps images [B, channels, H, W] to logits [B, C, H, W]. Any H and W: edges are repeated up to the next multiple of 2^(depth-1), and cut off again.</summary>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return Head(Decode(input)[^1], input).MoveToOuterDisposeScope();
    }

    /// <summary>Returns the logits [B, C, H, W]. With deep supervision the logits of the decoder's lower levels follow, from above, enlarged to the same size.</summary>
    public IReadOnlyList<Tensor> Outputs(Tensor input)
    {
        using var scope = NewDisposeScope();
        var levels = Decode(input);
        var deep = deepHeads.Select((h, level) => functional.interpolate(h.call(levels[level]), size: levels[^1].shape[2..], mode: InterpolationMode.Bilinear, align_corners: false)).Reverse();
        return [.. deep.Select(d => Cut(d, input)).Prepend(Head(levels[^1], input)).Select(static o => o.MoveToOuterDisposeScope())];
    }

    private static Tensor Cut(Tensor output, Tensor input) => output.narrow(2, 0, input.shape[2]).narrow(3, 0, input.shape[3]);

    private Tensor Head(Tensor features, Tensor input) => Cut(head.call(features), input);

    // Features of each level of the decoder, the lowest first.
    private List<Tensor> Decode(Tensor input)
    {
        var features = Pad(input, input.shape[2], input.shape[3]).to_type(type);
        var skips = new Stack<Tensor>();
        for (var level = 0; level < encoder.Count; level++)
        {
            features = encoder[level].call(level == 0 ? features : functional.max_pool2d(features, 2));
            if (level == 0 && ChannelsLast)
            {
                // An image has few channels, so this is the first tensor for which the order matters. All later operations keep the order.
                features = features.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
            }

            skips.Push(features);
        }

        skips.Pop();
        var levels = new List<Tensor>();
        foreach (var up in decoder)
        {
            levels.Add(features = up.call(features, skips.Pop()));
        }

        return levels;
    }

    private Tensor Pad(Tensor input, long height, long width)
    {
        var (bottom, right) = (-height & (step - 1), -width & (step - 1));

        // Batch norm has no statistics of a single value: a lone slice of one pixel at the lowest level gets a second one.
        right += training && input.shape[0] == 1 && height <= step && width <= step ? step : 0;
        return bottom == 0 && right == 0 ? input : functional.pad(input, [0, right, 0, bottom], PaddingModes.Replicate);
    }
}
