using LossDsl.Losses;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LossDsl.Conformance;

/// <summary>Tests that a loss behaves as a module of TorchSharp: no parameters, name, reduction, moves, modes, and use inside another module.</summary>
public sealed class ModuleTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly TverskyLoss loss = new(fpWeight: 0.4, options: new() { Reduction = Reduction.Sum });

    public void Dispose()
    {
        loss.Dispose();
        scope.Dispose();
    }

    [Fact]
    public void A_loss_has_neither_parameters_nor_buffers()
    {
        Assert.Empty(loss.parameters());
        Assert.Empty(loss.buffers());
        Assert.Empty(loss.state_dict());
    }

    [Fact]
    public void A_loss_can_be_moved_and_put_into_modes()
    {
        Assert.Same(loss, loss.to(CPU));
        Assert.Same(loss, loss.to(float64));
        loss.eval();
        Assert.False(loss.training);
        loss.train();
        loss.call(zeros(1, 2), zeros(1, 2));
    }

    [Fact]
    public void A_loss_is_a_loss_of_TorchSharp_with_a_reduction()
    {
        Assert.IsAssignableFrom<Loss<Tensor, Tensor, Tensor>>(loss);
        Assert.Equal(Reduction.Sum, loss.reduction);
        Assert.Equal(Reduction.Mean, new DiceLoss().reduction);
    }

    [Fact]
    public void The_name_of_the_module_is_that_of_the_loss()
    {
        Assert.Equal("tversky", loss.GetName());
        Assert.All(LossCatalog.All, static entry => Assert.Equal(entry.Metadata.Name, entry.Create().GetName()));
    }

    [Fact]
    public void A_loss_can_be_part_of_a_module()
    {
        using var network = new Supervised(loss);

        Assert.Contains(network.named_modules(), static m => m.name == "loss");
        network.call(rand(1, 2, 3)).backward();
        Assert.All(network.parameters(), static p => Assert.True(p.grad!.isfinite().all().item<bool>()));
    }

    [Fact]
    public void Values_are_float32_for_half_types_and_gradients_have_the_type_of_the_logits()
    {
        foreach (var (type, valueType) in new[] { (float16, float32), (bfloat16, float32), (float32, float32), (float64, float64) })
        {
            var leaf = zeros([1, 2, 3], type).requires_grad_();
            using var result = loss.ValueAndGradient(leaf, zeros(1, 2, 3));
            var called = loss.call(leaf, zeros(1, 2, 3));
            called.backward();

            Assert.Equal((valueType, valueType, type, type), (result.Value.dtype, called.dtype, result.Gradient.dtype, leaf.grad!.dtype));
            Assert.Equal(0, called.dim());
        }
    }

    [Theory]
    [InlineData(Region.PerImage, new long[] { 2, 3 })]
    [InlineData(Region.WholeBatch, new long[] { 3 })]
    public void Without_reduction_there_is_one_value_for_each_region(Region region, long[] shape)
    {
        using var none = new DiceLoss(options: new() { Region = region, Reduction = Reduction.None });

        Assert.Equal(shape, none.call(zeros(2, 3, 4, 5), zeros(2, 3, 4, 5)).shape);
        Assert.Equal(shape, none.call(zeros(2, 3), zeros(2, 3)).shape);
    }

    private sealed class Supervised : Module<Tensor, Tensor>
    {
        private readonly Module<Tensor, Tensor> layer = Linear(3, 3);
        private readonly TverskyLoss loss;

        public Supervised(TverskyLoss loss) : base(nameof(Supervised))
        {
            this.loss = loss;
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => loss.call(layer.call(input), ones_like(input));
    }
}
