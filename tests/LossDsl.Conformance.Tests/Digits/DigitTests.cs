using LossDsl.Losses;

namespace LossDsl.Conformance.Digits;

/// <summary>Tests that losses have the digits that docs/losses.md states, and that float32 has the required ones or a reason.</summary>
public sealed class DigitTests
{
    // Another processor may round better. A figure that far off is of another loss.
    private const double MostTooLow = 1.5;

    public static TheoryData<string> Losses => [.. LossCatalog.All.Select(static entry => entry.Metadata.Name)];

    public static TheoryData<string> LossesWithReason => [.. DigitReason.All.Keys];

    [Fact]
    public void Every_loss_of_the_catalog_has_its_digits_stated() => Assert.Equal(LossCatalog.All.Select(static entry => entry.Metadata.Name), StatedDigits.All.Keys);

    [Theory]
    [MemberData(nameof(Losses))]
    public void Stated_digits_are_those_measured(string loss)
    {
        var measured = MeasuredDigits.Measure(loss);
        var stated = StatedDigits.All.GetValueOrDefault(loss);

        Assert.True(stated is not null && Agrees(stated, measured), $"Measured: {measured}\nStated: {stated}\nTo state what is measured: [\"{loss}\"] = {measured.ToCode()},");
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Float32_has_the_required_digits_or_a_reason(string loss) =>
        Assert.True(StatedDigits.All[loss].Float32.IsAtLeast(DigitCount.Required) || DigitReason.All.ContainsKey(loss), $"{loss} has fewer digits of value or gradient than {DigitCount.Required}, and no reason.");

    [Theory]
    [MemberData(nameof(LossesWithReason))]
    public void A_loss_with_a_reason_has_fewer_digits_on_some_input(string loss)
    {
        var measured = new DigitMeasurement(loss, MeasuredType.Float32, static _ => true).Measure([Backend.Tensors, Backend.Vector256])[0];

        Assert.False(measured.IsAtLeast(DigitCount.Required), $"{loss} has the required digits on every input: {measured}. It needs no reason.");
    }

    private static bool Agrees(StatedDigits stated, StatedDigits measured) =>
        Counts(stated).Zip(Counts(measured), static (a, b) => b.IsAtLeast(a) && new DigitCount(a.Value + MostTooLow, a.Gradient + MostTooLow).IsAtLeast(b)).All(static agrees => agrees)
        && stated.Float64.HasValue == measured.Float64.HasValue;

    private static DigitCount[] Counts(StatedDigits digits) => [digits.Tensors, digits.Kernels, digits.Float16, digits.BFloat16, digits.Float64 ?? default];
}
