using LossDsl.Conformance.Cases;
using static TorchSharp.torch;

namespace LossDsl.Conformance;

/// <summary>
/// Compares every loss with its formula over the whole matrix of settings. Value and gradient must agree with the oracles on both backends and on every path: Compute,
/// ValueAndGradient, Backward. The environment variable CONFORMANCE_CASES=all takes every case; without it one of three is taken, another third for each loss, type and activation.
/// </summary>
public sealed class ConformanceTests
{
    private const int Turns = 3;

    private static readonly bool TakesAll = Environment.GetEnvironmentVariable("CONFORMANCE_CASES") == "all";

    [Theory]
    [MemberData(nameof(Matrix.Groups), MemberType = typeof(Matrix))]
    public void Value_and_gradient_are_those_of_the_formula(string loss, ScalarType type, Activation activation)
    {
        var turn = (loss.Length + (int)type + (int)activation) % Turns;
        var cases = Matrix.Cases(loss, type, activation).Where((_, number) => TakesAll || number % Turns == turn);
        var failures = cases.SelectMany(static tested => CaseCheck.Failures(tested, tested.Backends)).ToArray();

        Assert.True(failures.Length == 0, $"{failures.Length} failures:\n{string.Join('\n', failures.Take(20))}");
    }
}
