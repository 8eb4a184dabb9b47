using LossDsl.Generator.Tests.Harness;

namespace LossDsl.Generator.Tests.Diagnostics;

/// <summary>Tests of the diagnostics about the signature of a formula: modifiers, return type, parameters, defaults and ranges.</summary>
public sealed class SignatureDiagnosticsTests
{
    [Theory]
    [InlineData("double {|LOSS0005:Formula|}(double tp) => tp;", "it is not static; it must depend on its parameters alone, so add static")]
    [InlineData("static double {|LOSS0005:Formula|}<T>(double tp) => tp;", "it is generic; write it on double")]
    [InlineData("static float {|LOSS0005:Formula|}(double tp) => 0;", "it returns 'float', not double; it gives the value of one pixel or region")]
    [InlineData("static void {|LOSS0005:Formula|}(double tp) { }", "it returns 'void', not double; it gives the value of one pixel or region")]
    [InlineData("static ref double {|LOSS0005:Formula|}(ref double tp) => ref tp;", "it returns 'ref double', not double; it gives the value of one pixel or region")]
    public void Method_that_cannot_be_a_formula(string method, string reason) => DiagnosticAssert.Reports(
        Loss(method), $"Method 'Formula' cannot be a formula: {reason}");

    [Fact]
    public void Operator_as_a_formula() => DiagnosticAssert.Reports(
        Loss("public static double operator {|LOSS0005:+|}(Sample tp) => 0;"), "Method 'Sample.operator +(Sample)' cannot be a formula: it is no ordinary method; write a static method");

    [Fact]
    public void Parameter_that_binds_to_nothing() => DiagnosticAssert.Reports(
        Loss("static double Formula(double tp, double {|LOSS0006:tpr|}) => tp + tpr;"),
        "Parameter 'tpr' binds to nothing; it can be one of tp, fp, fn, tn, n, classWeight, or a hyperparameter if it has a default value");

    [Fact]
    public void Parameters_of_every_kind_bind() => DiagnosticAssert.Reports(
        Loss("static double Formula(double TP, double Fp, double fN, double tn, double n, double weight = 1) => TP + Fp + fN + tn + n + weight;")).AssertNoCompilerDiagnostics();

    [Theory]
    [InlineData("float {|LOSS0007:tp|}", "float", "write double tp")]
    [InlineData("double? {|LOSS0007:tp|}", "double?", "write double tp")]
    [InlineData("in double {|LOSS0007:tp|}", "in double", "remove the modifier")]
    [InlineData("ref double {|LOSS0007:tp|}", "ref double", "remove the modifier")]
    [InlineData("ref readonly double {|LOSS0007:tp|}", "ref readonly double", "remove the modifier")]
    [InlineData("params double[] {|LOSS0007:tp|}", "double[]", "write a parameter for each number")]
    [InlineData("int {|LOSS0007:tp|} = 1", "int", "write double tp")]
    [InlineData("TorchSharp.torch.Tensor {|LOSS0007:tp|}", "TorchSharp.torch.Tensor", "a formula is written for one pixel or one region, such as double p, double y")]
    public void Parameter_that_is_no_plain_double(string parameter, string type, string advice) => DiagnosticAssert.Reports(
        Loss($"static double Formula({parameter}) => 1;"), $"Parameter 'tp' must be a plain double, not '{type}'; {advice}");

    [Theory]
    [InlineData("p", ". 'p' is the probability of a pixel: add [PixelMean] to the formula, as in [Formula, PixelMean]")]
    [InlineData("Y", ". 'y' is the target of a pixel: add [PixelMean] to the formula, as in [Formula, PixelMean]")]
    [InlineData("logits", ". If you mean 'x', the raw logit of a pixel: add [PixelMean] to the formula, as in [Formula, PixelMean]")]
    [InlineData("y_true", ". If you mean 'y', the target of a pixel: add [PixelMean] to the formula, as in [Formula, PixelMean]")]
    [InlineData("true_positives", ". If you mean 'tp', the soft count of true positives, rename the parameter")]
    [InlineData("anything", "")]
    public void Parameter_that_may_be_meant_for_a_quantity(string name, string advice) => DiagnosticAssert.Reports(
        Loss($"static double Formula(double fp, double {{|LOSS0006:{name}|}}) => fp + {name};"),
        $"Parameter '{name}' binds to nothing; it can be one of tp, fp, fn, tn, n, classWeight, or a hyperparameter if it has a default value{advice}");

    [Theory]
    [InlineData("n", "the number of valid pixels")]
    [InlineData("N", "the number of valid pixels")]
    [InlineData("fn", "the soft count of false negatives")]
    [InlineData("tn", "the soft count of true negatives")]
    [InlineData("TP", "the soft count of true positives")]
    [InlineData("CLASSWEIGHT", "the weight of the class")]
    public void Default_of_a_quantity(string name, string meaning) => DiagnosticAssert.Reports(
        Loss($"static double Formula(double tp, double fp, double {{|LOSS0022:{name}|}} = 3) => fp - tp + {name};"), DefaultIsLost(name, meaning));

    [Theory]
    [InlineData("double y, double {|LOSS0022:p|} = 2", "p", "the probability of a pixel")]
    [InlineData("double p, double {|LOSS0022:Y|} = 2", "Y", "the target of a pixel")]
    [InlineData("double p, double {|LOSS0022:x|} = 2", "x", "the raw logit of a pixel")]
    public void Default_of_a_quantity_of_a_pixel(string parameters, string name, string meaning) => DiagnosticAssert.Reports(
        Loss($"[PixelMean] static double Formula({parameters}) => {name};").Replace("[Formula] [PixelMean]", "[Formula, PixelMean]"), DefaultIsLost(name, meaning));

    [Fact]
    public void Range_of_a_quantity() => DiagnosticAssert.Reports(
        Loss("static double Formula([{|LOSS0023:Range(0, 1)|}] double tp, double fp) => fp - tp;"),
        "The range of parameter 'tp' has no effect, since its name means the soft count of true positives; remove the range, or rename the parameter").AssertNoCompilerDiagnostics();

    private static string DefaultIsLost(string name, string meaning) => $"Parameter '{name}' has a default value, but its name means {meaning}; rename the parameter, or remove the default value";

    [Theory]
    [InlineData("[Range(0, 1)] double {|LOSS0009:weight|} = 1.5", "1.5", "[0, 1]")]
    [InlineData("[Range(0, 1, MinimumIsExclusive = true)] double {|LOSS0009:weight|} = 0", "0", "(0, 1]")]
    [InlineData("[Range(-1e-5, 0.25, MaximumIsExclusive = true)] double {|LOSS0009:weight|} = 0.25", "0.25", "[-1e-5, 0.25)")]
    [InlineData("double {|LOSS0009:weight|} = double.NaN", "NaN", "(-∞, ∞)")]
    [InlineData("double {|LOSS0009:weight|} = double.PositiveInfinity", "∞", "(-∞, ∞)")]
    public void Default_outside_its_range(string parameter, string value, string range) => DiagnosticAssert.Reports(
        Loss($"static double Formula(double tp, {parameter}) => tp * weight;"), $"Hyperparameter 'weight' is {value} by default, which lies outside its range {range}");

    [Theory]
    [InlineData("[Range(0, 1)] double weight = 0")]
    [InlineData("[Range(0, 1, MinimumIsExclusive = true)] double weight = 1")]
    [InlineData("[Range(0.0, double.PositiveInfinity)] double weight = 1e300")]
    [InlineData("[Range(2, 2)] double weight = 2")]
    public void Default_inside_its_range(string parameter) => DiagnosticAssert.Reports(
        Loss($"static double Formula(double tp, {parameter}) => tp * weight;")).AssertNoCompilerDiagnostics();

    [Theory]
    [InlineData("options", "Options")]
    [InlineData("metadata", "Metadata")]
    [InlineData("evaluate", "Evaluate")]
    [InlineData("catalogEntry", "CatalogEntry")]
    [InlineData("sample", "Sample")]
    [InlineData("formula", "Formula")]
    [InlineData("training", "training")]
    public void Property_whose_name_is_taken(string parameter, string property)
    {
        // Members of TorchSharp in lower case do not collide with a property, whose name begins in upper case.
        if (property == parameter)
        {
            DiagnosticAssert.Reports(Loss($"static double Formula(double tp, double {parameter} = 1) => tp * {parameter};")).AssertNoCompilerDiagnostics();
            return;
        }

        DiagnosticAssert.Reports(
            Loss($"static double Formula(double tp, double {{|LOSS0010:{parameter}|}} = 1) => tp * {parameter};"),
            $"Hyperparameter '{parameter}' needs a property '{property}', but that name is taken; rename the parameter");
    }

    [Fact]
    public void Two_hyperparameters_with_one_property() => DiagnosticAssert.Reports(
        Loss("static double Formula(double tp, double weight = 1, double {|LOSS0010:Weight|} = 1) => tp * weight * Weight;"),
        "Hyperparameter 'Weight' needs a property 'Weight', but that name is taken; rename the parameter");

    [Theory]
    [InlineData("Range(1, 0)")]
    [InlineData("Range(0.0, double.NaN)")]
    [InlineData("Range(typeof(double), \"0\", \"1\")")]
    public void Range_that_cannot_be_read(string range) => DiagnosticAssert.Reports(
        Loss($"static double Formula(double tp, [{{|LOSS0011:{range}|}}] double weight = 0.5) => tp * weight;"),
        "The range of hyperparameter 'weight' must be two numbers, the smaller first");

    private static string Loss(string method) => $$"""
        using System.ComponentModel.DataAnnotations;

        [Loss("a")]
        public partial class Sample
        {
            [Formula] {{method}}
        }
        """;
}
