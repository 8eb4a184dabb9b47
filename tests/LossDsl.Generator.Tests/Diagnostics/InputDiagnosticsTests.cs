using LossDsl.Generator.Tests.Harness;

namespace LossDsl.Generator.Tests.Diagnostics;

/// <summary>Tests of the diagnostics on parameters that are inputs.</summary>
public sealed class InputDiagnosticsTests
{
    [Theory]
    [InlineData("[Formula, PixelMean] static double Formula(double y, [Input] double {|LOSS0027:P|}) => P * y;", "P", "its name means the probability of a pixel; rename the parameter")]
    [InlineData("[Pixel] static double Error(double p) => p; [Formula, PixelMean] static double Formula(double p, [Input] double {|LOSS0027:error|}) => error * p;", "error", "its name means the stage 'Error'; rename the parameter")]
    [InlineData("[Formula, PixelMean] static double Formula(double p, [Input] double {|LOSS0027:Target|}) => p * Target;", "Target", "the generated methods have a parameter of that name for something else; rename the parameter")]
    [InlineData("[Formula, PixelMean] static double Formula(double p, [Input] double {|LOSS0027:w|} = 1) => p * w;", "w", "it has a default value; remove the default, or remove the attribute to make it a hyperparameter")]
    [InlineData("[Formula, PixelMean] static double Formula(double p, [Input, DistanceMap(Of.Target)] double {|LOSS0027:w|}) => p * w;", "w", "it has the attribute of a map too; keep one")]
    [InlineData("[Formula, PixelMean] static double Formula(double p, [Input((Per)9)] double {|LOSS0027:w|}) => p * w;", "w", "its attribute names no member of Per")]
    [InlineData("[Formula, PixelMean] static double Formula(double p, [Input, Range(2, 1)] double {|LOSS0027:w|}) => p * w;", "w", "its range must be two numbers, the smaller first")]
    [InlineData("[Formula] static double Formula(double tp, [Input] double {|LOSS0027:w|}) => tp * w;", "w", "'Formula' is evaluated for each region, the input has a value for each pixel; read the input in a stage over pixels, or state its level, as in [Input(Per.Region)]")]
    [InlineData("[Formula] static double Formula(double tp, [Map] double {|LOSS0027:w|}) => tp * w;", "w", "'Formula' is evaluated for each region, the input has a value for each pixel; read the input in a stage over pixels, or state its level, as in [Input(Per.Region)]")]
    [InlineData("[PixelMean] static double A(double p, [Input, Range(0, 1)] double w) => p * w; [Formula, PixelMean] static double Formula(double p, double a, [Input, Range(0, 1)] double v, [Input, Range(0, 2)] double {|LOSS0027:V|}) => p * v + V + a;", "V", "another parameter of that name is an input with another level or range")]
    [InlineData("[PixelMean] static double A(double p, [DistanceMap(Of.Target)] double w) => p * w; [Formula, PixelMean] static double Formula(double p, double a, [Input] double {|LOSS0027:w|}) => p * w + a;", "w", "another parameter of that name is a map")]
    public void Parameter_that_cannot_be_an_input(string methods, string name, string reason) =>
        DiagnosticAssert.Reports(Loss(methods), $"Parameter '{name}' cannot be an input: {reason}");

    [Fact]
    public void Default_beside_the_name_of_an_input() => DiagnosticAssert.Reports(
        Loss("[PixelMean] static double A(double p, [Input] double w) => p * w; [Formula] static double Formula(double a, double {|LOSS0022:W|} = 1) => a * W;"),
        "Parameter 'W' has a default value, but its name means the input that 'A' reads; rename the parameter, or remove the default value");

    [Fact]
    public void Input_of_another_stage_without_its_attribute() => DiagnosticAssert.Reports(
        Loss("[PixelMean] static double A(double p, [Input] double w) => p * w; [Formula] static double Formula(double tp, double a, double {|LOSS0006:w|}) => a * w + tp;"),
        "Parameter 'w' binds to nothing; it can be one of tp, fp, fn, tn, n, classWeight, A, or a hyperparameter if it has a default value. An input needs its attribute here too, as in 'A'");

    [Theory]
    [InlineData("[PixelMean] static double A(double p, [Input] double w) => p * w; [Formula, PixelMean] static double Formula(double p, double a, [Input(Per.Pixel)] double W) => a * p + W;")]
    [InlineData("[Formula, PixelMean] static double Formula(double p, [Input] double @class, [Map] double pixels, [Input, Range(0, double.PositiveInfinity, MinimumIsExclusive = true)] double Quality) => @class * p + pixels * p / Quality;")]
    public void Parameters_that_are_inputs(string methods) => DiagnosticAssert.Reports(Loss(methods)).AssertNoCompilerDiagnostics();

    private static string Loss(string methods) => $$"""
        using System.ComponentModel.DataAnnotations;

        [Loss("a")]
        internal partial class Sample
        {
            {{methods}}
        }
        """;
}
