using LossDsl.Conformance.Cases;
using static TorchSharp.torch;

namespace LossDsl.Conformance;

/// <summary>
/// Compares every loss with its formula over the whole matrix of settings. Value and gradient must agree with the oracles on both backends and on every path: Compute,
/// ValueAndGradient, Backward.
/// </summary>
public sealed class ConformanceTests
{
    [Theory]
    [MemberData(nameof(Matrix.Groups), MemberType = typeof(Matrix))]
    public void Value_and_gradient_are_those_of_the_formula(string loss, ScalarType type, Activation activation)
    {
        var failures = Matrix.Cases(loss, type, activation).SelectMany(static tested => CaseCheck.Failures(tested, tested.Backends)).ToArray();

        Assert.True(failures.Length == 0, $"{failures.Length} failures:\n{string.Join('\n', failures.Take(20))}");
    }
}
