using LossDsl.Losses;
using LossDsl.Testing;

namespace LossDsl.Conformance.Testing;

/// <summary>Tests of <see cref="LossCheck.Formula"/>: the module's value is that of the formula run as C#, and other values fail.</summary>
public sealed class FormulaCheckTests
{
    public static TheoryData<string> Losses => CheckedLosses.Names;

    [Theory]
    [MemberData(nameof(Losses))]
    public void Every_loss_of_the_catalog_passes(string loss) => LossCheck.Formula(CheckedLosses.Create(loss));

    [Fact]
    public void Losses_of_this_assembly_pass()
    {
        LossCheck.Formula(static options => new OwnLoss(smooth: 2, options));
        LossCheck.Formula(static options => new OwnSquaredMeanLoss(options));
        LossCheck.Formula(static options => new OwnFunctionsLoss(options: options));
        LossCheck.Formula(static options => new OwnWindow3Loss(options));
    }

    [Fact]
    public void The_hyperparameters_are_those_of_the_loss() => LossCheck.Formula(static options => new TverskyLoss(options: options) { FpWeight = 0.9 });

    [Fact]
    public void A_private_formula_is_called() => LossCheck.Formula(static options => new HandWrittenLoss(options));

    [Fact]
    public void A_value_that_is_not_the_formulas_fails()
    {
        var e = Assert.Throws<LossCheckException>(() => LossCheck.Formula(static options => new HandWrittenLoss(options, valueFactor: 1 + 1e-8)));

        Assert.Equal(e.Expected * (1 + 1e-8), e.Found, 1e-12);
        Assert.StartsWith("Loss 'by-hand': value[0, 0] is ", e.Message);
    }

    [Fact]
    public void A_loss_without_a_formula_is_refused() =>
        Assert.Contains("has no method with [Formula]", Assert.Throws<ArgumentException>(() => LossCheck.Formula(static options => new ReciprocalLoss(options))).Message);
}
