using LossDsl.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossDsl.Generator.Tests.Diagnostics;

/// <summary>What is found in formulas that compile, and what is right beside it.</summary>
public sealed class FindingDiagnosticsTests
{
    [Fact]
    public void Pole() => DiagnosticAssert.Finds(
        Loss("[Formula] static double Formula(double tp, double fp, double fn) => {|LOSS2001:(fp + fn + 1) / (tp + fp + fn)|};"), "'(fp + fn + 1) / (tp + fp + fn)' is ∞ at fp = 0, fn = 0, tp = 0");

    [Fact]
    public void Logarithm_of_a_ratio() => DiagnosticAssert.Finds(
        Loss("[Formula] static double Formula(double tp, double fp, double fn) => -{|LOSS2002:Math.Log(tp / (tp + fp + fn))|};"), "'Math.Log(tp / (tp + fp + fn))' is -∞ at tp = 0, fp = 1, fn = 0; add the same number above and below the bar, as in (tp + smooth) / (tp + fp + smooth)");

    [Fact]
    public void Power_of_a_mean() => DiagnosticAssert.Finds(
        Loss("[ClassMean] static double Score(double tp, double fp, double fn) => (tp + 1) / (tp + fp + fn + 1);", "[Formula] static double {|LOSS2003:Formula|}(double score) => Math.Pow(1 - score, 0.75);"), "The gradient of 'Formula' has no bound: it is ∞ at p = 4.248e-18, score = 1");

    [Fact]
    public void Difference_under_a_power() => DiagnosticAssert.Finds(
        Loss("[ClassMean] static double Score(double tp, double fp, double fn) => (tp + 1) / (tp + fp + fn + 1);", "[Formula] static double Formula(double score) => Math.Pow({|LOSS2006:1 - score|}, 2);"),
        "'1 - score' is the difference of numbers that can be almost equal, which has few digits left; write it without the difference");

    [Fact]
    public void Score() => DiagnosticAssert.Finds(
        Loss("[Formula] static double {|LOSS2004:Formula|}(double tp, double fp, double fn) => tp / (tp + fp + fn + 1);"), "'Formula' rewards errors: a higher probability of a foreground pixel raises it at p = 0.5, tp = 0.5, fp = 0, fn = 0.5, where the derivative by its logit is 0.125");

    [Fact]
    public void Exponential_of_a_logit() => DiagnosticAssert.Finds(
        Loss("[Formula, PixelMean] static double Formula(double x, double y) => (1 - y) * Math.Exp(x) + y * {|LOSS2005:Math.Exp(-x)|};"), "'Math.Exp(-x)' overflows: it is ∞ at y = 0, x = -10000");

    [Fact]
    public void Hyperparameter_that_cancels() => DiagnosticAssert.Finds(
        Loss("[Formula] static double Formula(double fp, double fn, [Range(0, 1)] double {|LOSS2007:weight|} = 0.5) => fp + weight * fn - weight * fn;"), "Hyperparameter 'weight' has no effect on the loss");

    [Fact]
    public void Absolute_value() => DiagnosticAssert.Finds(
        Loss("[Formula, PixelMean] static double Formula(double p, double y) => {|LOSS2008:Math.Abs(p - y)|};"), "'Math.Abs(p - y)' has no derivative at p = 0, y = 0; the one that autograd uses is taken");

    [Fact]
    public void Map_of_the_prediction() => DiagnosticAssert.Finds(
        Loss("[Formula, PixelMean] static double Formula(double p, double y, [DistanceMap(Of.Prediction)] double {|LOSS2009:distance|}) => (p - y) * (p - y) * distance;"), "Map 'distance' follows the prediction, but no gradient flows through it; mark the parameter with [StopGradient] to say so");

    [Fact]
    public void Window() => DiagnosticAssert.Finds(
        Loss("[LocalMean(3)] static double Blurred(double p) => p;", "[Formula, PixelMean] static double {|LOSS2010:Formula|}(double blurred, double y) => (blurred - y) * (blurred - y);"), "It could not be decided of 'Formula' whether better predictions always have better values");

    [Theory]
    [InlineData("[Formula] static double Formula(double tp, double fp, double fn, [Range(0, 1e3)] double smooth = 1) => 1 - (tp + smooth) / (tp + fp + fn + smooth);")]
    [InlineData("[Formula] static double Formula(double fp, double fn, double n) => Math.Sqrt((fp + fn) / n);")]
    [InlineData("[Formula] static double Formula(double tp, double fn) => tp + fn > 2 ? fn / 2 : fn;")]
    [InlineData("[Formula, PixelMean] static double Formula(double p, double y) => -y * Math.Log(p) - (1 - y) * Math.Log(1 - p);")]
    [InlineData("[Formula, PixelMean] static double Formula(double x, double y) => LossMath.Softplus(x) - y * x;")]
    public void What_is_right(string formula) => DiagnosticAssert.Finds(Loss(formula));

    [Fact]
    public void Pragma_and_severity_apply()
    {
        const string Score = "[Formula] static double Formula(double tp, double fp) => tp / (tp + fp + 1);";
        Assert.NotEmpty(GeneratorRun.Of(Loss(Score)).Findings);
        Assert.Empty(GeneratorRun.Of(Loss("#pragma warning disable LOSS2004\n" + Score)).Findings);
        Assert.Empty(GeneratorRun.OfAssembly("Tests", References.All, Loss("[LocalMean(3)] static double B(double p) => p;", "[Formula, PixelMean] static double Formula(double b, double y) => (b - y) * (b - y);")).Findings);
    }

    // As .editorconfig says it, file by file.
    [Theory]
    [InlineData(ReportDiagnostic.Error, DiagnosticSeverity.Error)]
    [InlineData(ReportDiagnostic.Hidden, DiagnosticSeverity.Hidden)]
    [InlineData(ReportDiagnostic.Suppress, null)]
    public void Severity_of_a_file_applies(ReportDiagnostic configured, DiagnosticSeverity? expected)
    {
        var input = GeneratorRun.Of(Loss("[Formula] static double Formula(double tp, double fp) => tp / (tp + fp + 1);")).Input;
        var options = input.Options.WithSyntaxTreeOptionsProvider(new Configured(configured));
        CSharpGeneratorDriver.Create(new LossGenerator()).RunGeneratorsAndUpdateCompilation(input.WithOptions(options), out _, out var diagnostics);
        Assert.Equal(expected, diagnostics.SingleOrDefault(static d => d.Id == "LOSS2004")?.Severity);
    }

    private sealed class Configured(ReportDiagnostic severity) : SyntaxTreeOptionsProvider
    {
        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) => GeneratedKind.Unknown;

        public override bool TryGetDiagnosticValue(SyntaxTree tree, string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severityOfTree)
        {
            severityOfTree = severity;
            return diagnosticId == "LOSS2004" && tree.FilePath == "Source0.cs";
        }

        public override bool TryGetGlobalDiagnosticValue(string diagnosticId, CancellationToken cancellationToken, out ReportDiagnostic severityOfAll)
        {
            severityOfAll = ReportDiagnostic.Default;
            return false;
        }
    }

    private static string Loss(params string[] methods) => $$"""
        using System.ComponentModel.DataAnnotations;

        [Loss("a")]
        internal partial class Sample
        {
        {{string.Join("\n", methods)}}
        }
        """;
}
