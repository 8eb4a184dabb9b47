using LossDsl;
using LossDsl.Testing;

namespace MyLosses.Tests;

public sealed class FBetaLossTests
{
    [Fact]
    public void The_gradient_is_right() => LossCheck.Gradient(Create);

    [Fact]
    public void The_value_is_that_of_the_formula() => LossCheck.Formula(Create);

    [Fact]
    public void Empty_full_ignored_and_saturated_inputs_are_harmless() => LossCheck.Hazards(Create);

    [Fact]
    public void The_generated_code_is_the_accepted_one() => Snapshot.Compare("FBetaLoss.TorchSharp.g.cs");

    private static FBetaLoss Create(LossOptions options) => new(beta: 2, options: options);
}
