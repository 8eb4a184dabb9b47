using LossDsl.Generator.Tests.Harness;

namespace LossDsl.Generator.Tests.Backends;

/// <summary>Tests of the numbers that the host computes for CUDA kernels.</summary>
public sealed class HostNumberTests
{
    [Theory]
    [InlineData("beta > 1 ? tp : fp")]
    [InlineData("(beta > 1 ? gamma > 1 : gamma < 1) ? tp : fp")]
    [InlineData("(beta > 1 && gamma > 1 ? 2.0 : 3.0) * tp")]
    public void Conditions_of_hyperparameters_are_numbers(string formula)
    {
        var run = GeneratorRun.Of($$"""
            using LossDsl;

            [Loss("chosen")]
            public sealed partial class ChosenLoss
            {
                [Formula]
                static double Formula(double tp, double fp, double beta = 1, double gamma = 2) => {{formula}};
            }
            """).AssertCompiles();
        Assert.Contains("CudaNumbers => new double[] {", run.Files["ChosenLoss.Cuda.g.cs"], StringComparison.Ordinal);
    }
}
