using System.Globalization;
using LossDsl.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossDsl.Generator.Tests.Diagnostics;

/// <summary>Tests of the findings of the analysis (LOSS2001 to LOSS2012) in formulas that compile, and of similar formulas without a finding.</summary>
public sealed class FindingDiagnosticsTests
{
    [Fact]
    public void Pole() => DiagnosticAssert.Finds(
        Loss("[Formula] static double Formula(double tp, double fp, double fn) => {|LOSS2001:(fp + fn + 1) / (tp + fp + fn)|};"), "'(fp + fn + 1) / (tp + fp + fn)' is ∞ at fp = 0, fn = 0, tp = 0");

    [Fact]
    public void Logarithm_of_a_ratio() => DiagnosticAssert.Finds(
        Loss("[Formula] static double Formula(double tp, double fp, double fn) => -{|LOSS2002:Math.Log(tp / (tp + fp + fn))|};"), "'Math.Log(tp / (tp + fp + fn))' is -∞ at tp = 0, fp = 1, fn = 0; add the same number to numerator and denominator, as in (tp + smooth) / (tp + fp + smooth)");

    [Fact]
    public void Power_with_an_unbounded_gradient() => DiagnosticAssert.Finds(
        Loss("[ClassMean] static double Score(double tp, double fp, double fn) => (tp + 1) / (tp + fp + fn + 1);", "[Formula] static double {|LOSS2003:Formula|}(double score) => Math.Pow(1 - score, 0.75);"), "The gradient of 'Formula' has no bound: it is ∞ at p = 4.248e-18, score = 1");

    [Fact]
    public void Difference_under_a_power() => DiagnosticAssert.Finds(
        Loss("[ClassMean] static double Score(double tp, double fp, double fn) => (tp + 1) / (tp + fp + fn + 1);", "[Formula] static double Formula(double score) => Math.Pow({|LOSS2006:1 - score|}, 2);"),
        "'1 - score' subtracts numbers that can be almost equal, so cancellation leaves few significant digits; compute the value without the difference");

    [Fact]
    public void Score_declared_as_a_loss() => DiagnosticAssert.Finds(
        Loss("[Formula] static double {|LOSS2004:Formula|}(double tp, double fp, double fn) => tp / (tp + fp + fn + 1);"), "'Formula' rewards errors: a higher probability of a foreground pixel raises the value at p = 0.5, tp = 0.5, fp = 0, fn = 0.5, where the derivative by its logit is 0.125; a penalty or a calibration loss declares IsMonotone = false");

    [Fact]
    public void Exponential_of_a_logit() => DiagnosticAssert.Finds(
        Loss("[Formula, PixelMean] static double Formula(double x, double y) => (1 - y) * Math.Exp(x) + y * {|LOSS2005:Math.Exp(-x)|};"), "'Math.Exp(-x)' overflows: it is ∞ at y = 0, x = -10000");

    [Fact]
    public void Hyperparameter_that_cancels() => DiagnosticAssert.Finds(
        Loss("[Formula] static double Formula(double fp, double fn, [Range(0, 1)] double {|LOSS2007:weight|} = 0.5) => fp + fn + weight * fn - weight * fn;"), "Hyperparameter 'weight' has no effect on the loss");

    [Fact]
    public void Input_that_cancels() => DiagnosticAssert.Finds(
        Loss("[PixelMean] static double Error(double p, double y, [Input] double {|LOSS2007:x2|}) => (p - y) * (p - y) + (x2 - x2) * p;", "[Formula] static double Formula(double error) => error;"), "Input 'x2' has no effect on the loss");

    [Fact]
    public void Absolute_value() => DiagnosticAssert.Finds(
        Loss("[Formula, PixelMean] static double Formula(double p, double y) => {|LOSS2008:Math.Abs(p - y)|};"), "'Math.Abs(p - y)' has no derivative at p = 0.5, y = 0.5; generated code takes the derivative that autograd uses");

    [Fact]
    public void Map_of_the_prediction_without_StopGradient() => DiagnosticAssert.Finds(
        Loss("[Formula, PixelMean] static double Formula(double p, double y, [DistanceMap(Of.Prediction)] double {|LOSS2009:distance|}) => (p - y) * (p - y) * distance;"), "Map 'distance' depends on the prediction, but no gradient flows through it; mark the parameter with [StopGradient] to say so");

    [Fact]
    public void Local_mean_whose_direction_is_undecided() => DiagnosticAssert.Finds(
        Loss("[LocalMean(3)] static double Blurred(double p) => p;", "[Formula, PixelMean] static double {|LOSS2010:Formula|}(double blurred, double y) => (blurred - y) * (blurred - y);"), "The analysis could not decide for 'Formula' whether better predictions always have better values");

    [Theory]
    [InlineData("[Formula] static double Formula(double tp, double fp, double fn, [Range(0, 1e3)] double smooth = 1) => 1 - (tp + smooth) / (tp + fp + fn + smooth);")]
    [InlineData("[Formula] static double Formula(double fp, double fn, double n) => Math.Sqrt((fp + fn) / n);")]
    [InlineData("[Formula] static double Formula(double tp, double fp, double fn) => fp + (tp + fn > 2 ? fn / 2 : fn);")]
    [InlineData("[Formula, PixelMean] static double Formula(double p, double y) => -y * Math.Log(p) - (1 - y) * Math.Log(1 - p);")]
    [InlineData("[Formula, PixelMean] static double Formula(double x, double y) => LossMath.Softplus(x) - y * x;")]
    public void Formula_without_a_finding(string formula) => DiagnosticAssert.Finds(Loss(formula));

    [Fact]
    public void Condition_that_the_prediction_decides() => DiagnosticAssert.Finds(
        Loss("[Formula] static double {|LOSS2004:Formula|}(double tp, double fp, double fn) => {|LOSS2008:tp > fp ? fn + fp + 1 : fn + fp|};"),
        "'Formula' rewards errors: a higher probability of a foreground pixel raises the value from 1.025 to 1.975, as its p goes from 0.475 to 0.525 at tp = 0.475, fp = 0.5, fn = 0.525; a penalty or a calibration loss declares IsMonotone = false",
        "'tp > fp ? fn + fp + 1 : fn + fp' has no derivative at tp = 0.5, fp = 0.5; generated code takes the derivative that autograd uses");

    // The point lies between probe regions, or among so many pixels that none has it.
    [Theory]
    [InlineData("Math.Abs(fn - 0.37) + fp", "fn = 0.37")]
    [InlineData("Math.Max(fp, 0.123) + fn", "fp = 0.123")]
    [InlineData("fn + Math.Abs(fp - 1500)", "fp = 1500")]
    public void A_kink_is_reported_where_it_is(string value, string point)
    {
        var finding = Assert.Single(GeneratorRun.Of(Loss($"[Formula] static double Formula(double fp, double fn) => {value};")).Findings, static d => d.Id == "LOSS2008");
        Assert.Contains($"has no derivative at {point};", finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    // |fp| is fp, because fp is never below 0.
    [Fact]
    public void Where_there_is_no_kink_none_is_reported() =>
        Assert.DoesNotContain(GeneratorRun.Of(Loss("[Formula] static double Formula(double fp, double fn) => Math.Abs(fp) + fn;")).Findings, static d => d.Id == "LOSS2008");

    // Penalties, a calibration loss and an ordinal loss are minimized, but have no direction.
    [Theory]
    [InlineData("[Formula, PixelMean] static double Formula(double p) => p * (1 - p);")]
    [InlineData("[Formula] static double Formula(double tp, double fp, double n) => LossMath.Square((tp + fp) / n - 0.2);")]
    [InlineData("[Formula] static double Formula(double tp, double fp, double fn) => LossMath.Square(fp - fn);")]
    [InlineData("[Formula, PixelMean] static double Formula(double x) => x * x;")]
    public void Losses_without_a_direction(string formula)
    {
        Assert.Equal("LOSS2004", Assert.Single(GeneratorRun.Of(Loss(formula)).Findings, static d => d.Severity == DiagnosticSeverity.Warning).Id);
        DiagnosticAssert.Finds(Loss(formula).Replace("[Loss(\"a\")]", "[Loss(\"a\", IsMonotone = false)]"));
    }

    // The declaration is allowed for a loss that has a direction, and for a score.
    [Theory]
    [InlineData("IsMonotone = false")]
    [InlineData("IsMonotone = false, Direction = Direction.Maximize")]
    [InlineData("IsMonotone = true")]
    public void IsMonotone_declared_without_need(string argument) =>
        DiagnosticAssert.Finds(Loss("[Formula] static double Formula(double fp, double fn) => fp + fn;").Replace("[Loss(\"a\")]", $"[Loss(\"a\", {argument})]"));

    [Theory]
    [InlineData("tp / (tp + fn) + fp", "tp / (tp + fn)", "1 where tp = fn = 0")]
    [InlineData("(fp + fn) / (2 * tp + fp + fn)", "(fp + fn) / (2 * tp + fp + fn)", "0 where tp = fp = fn = 0")]
    [InlineData("fp / (alpha * fp + alpha * fn) + fn", "fp / (alpha * fp + alpha * fn)", "1 where fp = fn = 0")]
    [InlineData("fp * tp / (tp + fn) + fn", "fp * tp / (tp + fn)", "a value that depends on fp where tp = fn = 0")]
    [InlineData("(tp * tn - fp * fn) / ((tp + fp) * (tn + fn)) + fp", "(tp * tn - fp * fn) / ((tp + fp) * (tn + fn))", "1 where tp = fp = tn = fn = 0, otherwise a value that depends on tp and fp where tn = fn = 0, otherwise a value that depends on tn and fn where tp = fp = 0")]
    public void The_value_at_0_over_0_is_stated(string formula, string quotient, string value) => Assert.Contains(
        GeneratorRun.Of(Sources.Loss(formula)).Findings, d => d.Id == "LOSS2012" && d.GetMessage(CultureInfo.InvariantCulture) == $"'{quotient}' can be 0/0; its value there is that of a tiny class that is predicted perfectly: {value}");

    [Fact]
    public void Quotient_at_0_over_0() => DiagnosticAssert.Finds(
        Loss("[Formula] static double Formula(double tp, double fp, double fn) => 1 - {|LOSS2012:tp / (tp + fp + fn)|};"),
        "'tp / (tp + fp + fn)' can be 0/0; its value there is that of a tiny class that is predicted perfectly: 1 where tp = fp = fn = 0");

    // At tp = fn = 0 the share is 1, not 0: there is no tie with the stage.
    [Fact]
    public void A_tie_is_sought_with_the_value_at_0_over_0() => Assert.DoesNotContain(
        GeneratorRun.Of(Loss("[PixelMax] static double Stage(double p, double y) => Math.Abs(p - y) - 1; [Formula] static double Formula(double tp, double fp, double fn, double stage) => fp + Math.Min(stage, tp / (tp + fn));")).Findings,
        static d => d.Id == "LOSS2008" && d.GetMessage(CultureInfo.InvariantCulture).Contains("Math.Min", StringComparison.Ordinal));

    [Fact]
    public void A_divisor_that_smoothing_keeps_positive_is_not_0_over_0() =>
        Assert.DoesNotContain(GeneratorRun.Of(Loss("[Formula] static double Formula(double tp, double fn, [Range(0, 1)] double smooth = 1) => 1 - tp / (tp + fn + smooth);")).Findings, static d => d.Id == "LOSS2012");

    [Theory]
    [InlineData("[Formula, PixelMean] static double {|LOSS2011:Formula|}(double p, double y) => -y * Math.Log(p);", "background pixels no gradient: false positives")]
    [InlineData("[Formula] static double {|LOSS2011:Formula|}(double tp, double fn) => 1 - (tp + 1) / (tp + fn + 1);", "background pixels no gradient: false positives")]
    [InlineData("[Formula] static double {|LOSS2011:Formula|}(double fp, double n) => fp / n;", "foreground pixels no gradient: false negatives")]
    [InlineData("[Formula, PixelMean] static double {|LOSS2011:Formula|}(double p, double y) => y > 0.5 ? 0 : -Math.Log(1 - p);", "foreground pixels no gradient: false negatives")]
    [InlineData("[Formula] static double {|LOSS2011:Formula|}(double fp, double fn, [Range(0, 1)] double alpha = 0) => alpha * fp + fn;", "background pixels no gradient at alpha = 0: false positives")]
    [InlineData("[Formula] static double {|LOSS2011:Formula|}(double fp, double fn, [Range(0, 1)] double alpha = 1) => alpha * fp + (1 - alpha) * fn;", "foreground pixels no gradient at alpha = 1: false negatives")]
    [InlineData("[Formula] static double {|LOSS2011:Formula|}(double fp, double fn, [Range(0, 1)] double a = 1, [Range(0, 1)] double b = 1) => (2 - a - b) * fp + fn;", "background pixels no gradient at a = 1, b = 1: false positives")]
    [InlineData("[Formula, PixelMean] static double {|LOSS2011:Formula|}(double p, double y) => y * (1 - y) * p;", "background and foreground pixels no gradient: false positives and false negatives")]
    [InlineData("[PixelMean] static double OfClass(double p, double y) => -y * Math.Log(p); [Formula, ClassSum] static double {|LOSS2011:Formula|}(double ofClass, double classWeight) => classWeight * ofClass;", "background pixels no gradient: false positives")]
    public void Pixels_without_effect(string formula, string effect)
    {
        DiagnosticAssert.Finds(Loss(formula), $"'Formula' gives {effect} cost nothing; add a term for them, or declare Activation = Activation.Softmax if classes exclude each other");
        DiagnosticAssert.Finds(Loss(formula.Replace("{|LOSS2011:Formula|}", "Formula")).Replace("[Loss(\"a\")]", "[Loss(\"a\", Activation = Activation.Softmax)]"));
        Assert.NotEmpty(GeneratorRun.Of(Loss(formula.Replace("{|LOSS2011:Formula|}", "Formula")).Replace("[Loss(\"a\")]", "[Loss(\"a\", Activation = Activation.None)]")).Findings);
    }

    [Theory]
    [InlineData("[Formula] static double Formula(double tp, double fp, double fn, [Range(0, 1)] double alpha = 0.3) => 1 - (tp + 1) / (tp + alpha * fp + (1 - alpha) * fn + 1);")]
    [InlineData("[Formula] static double Formula(double tp, double fp) => 1 - (tp + 1) / (tp + fp + 1);")]
    [InlineData("[PixelMean] static double Prevalence(double y) => y; [PixelMean] static double Background(double p, double y) => -(1 - y) * Math.Log(1 - p); [PixelMean] static double Foreground(double p, double y) => -y * Math.Log(p); [Formula] static double Formula(double prevalence, double background, double foreground) => prevalence * background + (1 - prevalence) * foreground;")]
    [InlineData("[Formula, PixelMean] static double Formula(double p, [DistanceMap(Of.Target, DistanceKind.Signed)] double distance) => p * distance;")]
    [InlineData("[Formula, PixelMean] static double Formula(double p, double y, [DistanceMap(Of.Target)] double distance) => (p - y) * (p - y) * distance;")]
    [InlineData("[Formula] static double Formula(double fp, double fn, [Range(0, 1)] double alpha = 0) => (1 - alpha) * fp + fn;")]
    public void Pixels_with_an_effect(string formula) => DiagnosticAssert.Finds(Loss(formula));

    [Fact]
    public void Pragma_and_severity_apply()
    {
        const string Score = "[Formula] static double Formula(double tp, double fp) => tp / (tp + fp + 1);";
        Assert.NotEmpty(GeneratorRun.Of(Loss(Score)).Findings);
        Assert.Empty(GeneratorRun.Of(Loss("#pragma warning disable LOSS2004\n" + Score)).Findings);
        Assert.Empty(GeneratorRun.OfAssembly("Tests", References.All, Loss("[LocalMean(3)] static double B(double p) => p;", "[Formula, PixelMean] static double Formula(double b, double y) => (b - y) * (b - y);")).Findings);
    }

    // An .editorconfig can set the severity for each file.
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

    /// <summary>Severity of LOSS2004 for one file, as an .editorconfig sets it.</summary>
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
