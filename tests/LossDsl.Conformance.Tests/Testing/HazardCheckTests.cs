using LossDsl.Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Conformance.Testing;

/// <summary>Tests of <see cref="LossCheck.Hazards"/>: the catalog passes, losses that divide by 0, lose a number or read ignored pixels fail.</summary>
public sealed class HazardCheckTests
{
    public static TheoryData<string> Losses => CheckedLosses.Names;

    [Theory]
    [MemberData(nameof(Losses))]
    public void Every_loss_of_the_catalog_passes(string loss) => LossCheck.Hazards(CheckedLosses.Create(loss));

    [Fact]
    public void A_loss_written_by_hand_passes() => LossCheck.Hazards(static options => new HandWrittenLoss(options), new() { Shape = [2, 1, 5] });

    [Fact]
    public void A_quotient_by_0_fails()
    {
        var e = Assert.Throws<LossCheckException>(() => LossCheck.Hazards(static options => new ReciprocalLoss(options)));

        Assert.Equal(double.PositiveInfinity, e.Found);
        Assert.Contains("0% foreground", e.Message);
        Assert.Contains("smoothing", e.Message);
    }

    [Fact]
    public void A_gradient_that_is_no_number_fails() =>
        Assert.StartsWith("Loss 'by-hand': dL/dlogits[0, 0, 0, 0] is NaN", Assert.Throws<LossCheckException>(
            () => LossCheck.Hazards(static options => new HandWrittenLoss(options, gradientFactor: double.NaN))).Message);

    [Fact]
    public void A_loss_that_counts_ignored_pixels_fails() => Assert.Contains("Float32, every pixel ignored", Failure(static _ => true).Message);

    [Fact]
    public void A_loss_that_counts_ignored_pixels_beside_valid_ones_fails() =>
        Assert.Contains("logits of ignored pixels changed", Failure(static target => target.min().item<float>() < 1).Message);

    /// <summary>Checks a loss with a hook that makes ignored pixels background, in the targets for which a condition holds.</summary>
    private static LossCheckException Failure(Func<Tensor, bool> condition) => Assert.Throws<LossCheckException>(() => LossCheck.Hazards(options =>
    {
        var loss = new HandWrittenLoss(options);
        loss.register_forward_pre_hook((_, logits, target) => (logits, condition(target.to_type(float32)) ? target.masked_fill(target.eq(255), 0) : target));
        return loss;
    }));
}
