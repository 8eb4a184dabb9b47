using LossDsl.Generator.Tests.Harness;

namespace LossDsl.Generator.Tests.Diagnostics;

/// <summary>Tests of the diagnostics about stages and their maps, and of similar stages without an error.</summary>
public sealed class StageDiagnosticsTests
{
    private const string Error = "[PixelMean] static double Error(double p, double y) => Math.Abs(p - y);";

    [Theory]
    [InlineData("[Pixel] double {|LOSS0005:Stage|}(double p) => p;", "it is not static; it must depend on its parameters alone, so add static")]
    [InlineData("[PixelSum] static double {|LOSS0005:Stage|}<T>(double p) => p;", "it is generic; write it on double")]
    [InlineData("[ClassMean] static float {|LOSS0005:Stage|}(double tp) => 1;", "it returns 'float', not double; it gives the value of one pixel or region")]
    public void Method_that_cannot_be_a_stage(string method, string reason) => DiagnosticAssert.Reports(
        Loss(method, "[Formula] static double Formula(double tp) => tp;"), $"Method 'Stage' cannot be a stage: {reason}");

    [Theory]
    [InlineData("Pixel")]
    [InlineData("PixelAbove(\"Formula\")")]
    [InlineData("LocalMean(3)")]
    [InlineData("LocalSum(3)")]
    [InlineData("LocalMax(3)")]
    [InlineData("LocalMin(3)")]
    [InlineData("Field(typeof(Provider))")]
    public void Formula_with_a_value_for_each_pixel(string kind) => DiagnosticAssert.Reports(
        Loss($"[Formula, {kind}] static double {{|LOSS0005:Formula|}}(double p) => p;"),
        "Method 'Formula' cannot be a formula: it has a value for each pixel; reduce these values with [PixelMean] or [PixelSum]");

    [Fact]
    public void Parameter_of_a_pixel_stage_that_binds_to_nothing() => DiagnosticAssert.Reports(
        Loss(Error, "[PixelSum] static double Other(double p, double {|LOSS0006:q|}) => p * q;", "[Formula] static double Formula(double error, double other, double {|LOSS0006:p|}) => error + other;"),
        "Parameter 'q' binds to nothing; it can be one of p, y, x, tp, fp, fn, tn, n, classWeight, Error, or a hyperparameter if it has a default value",
        "Parameter 'p' binds to nothing; it can be one of tp, fp, fn, tn, n, classWeight, Error, Other, or a hyperparameter if it has a default value. 'p' is the probability of a pixel: add [PixelMean] to the formula, as in [Formula, PixelMean]");

    [Theory]
    [InlineData("double {|LOSS0014:scale|} = 3", "3", "(-∞, ∞)", "2", "(-∞, ∞)")]
    [InlineData("[Range(0, 5)] double {|LOSS0014:scale|} = 2", "2", "[0, 5]", "2", "(-∞, ∞)")]
    public void Hyperparameter_declared_in_two_ways(string parameter, string value, string range, string known, string knownRange) => DiagnosticAssert.Reports(
        Loss($"[PixelSum] static double Scaled(double p, {parameter}) => p * scale;", "[Formula] static double Formula(double scaled, double scale = 2) => scaled + scale;"),
        $"Hyperparameter 'scale' has default {value} and range {range} here, but default {known} and range {knownRange} in 'Formula'; parameters of one name are one hyperparameter");

    [Fact]
    public void Hyperparameter_declared_twice_in_one_way() => AssertFine(
        Loss("[PixelSum] static double Scaled(double p, [Range(0, 1e-5)] double scale = 1e-6) => p * scale;", "[Formula] static double Formula(double scaled, [Range(0, 0.00001)] double scale = 0.000001) => scaled + scale;"));

    [Fact]
    public void Stage_that_reads_itself() => DiagnosticAssert.Reports(
        Loss("[PixelSum] static double {|LOSS0015:Circle|}(double p, double circle) => p * circle;", "[Formula] static double Formula(double circle) => circle;"),
        "Stage 'Circle' reads itself: Circle reads Circle");

    [Fact]
    public void Stages_that_read_each_other() => DiagnosticAssert.Reports(
        Loss(
            "[ClassSum] static double {|LOSS0015:First|}(double tp, double third) => tp + third;",
            "[PixelSum] static double Second(double p, double first) => p * first;",
            "[PixelMean] static double Third(double second) => second;",
            "[Formula] static double Formula(double first) => first;"),
        "Stage 'First' reads itself: First reads Third reads Second reads First");

    [Fact]
    public void Stage_whose_name_is_a_keyword() => DiagnosticAssert.Reports(
        Loss("[PixelMean] static double {|LOSS0016:True|}(double p) => p;", "[Formula] static double Formula(double tp) => tp;"),
        "Stage 'True' is read by nothing; give the formula or another stage a parameter '@true', or remove the stage").AssertNoCompilerDiagnostics();

    [Theory]
    [InlineData("[PixelMean] static double Weight(double p, double {|LOSS0022:weight|} = 2) => p * weight; [Formula] static double Formula(double weight) => weight;", "weight", "the stage 'Weight'")]
    [InlineData("[PixelMean] static double Weight(double p) => p; [Formula] static double Formula(double tp, double {|LOSS0022:WEIGHT|} = 2) => tp * WEIGHT;", "WEIGHT", "the stage 'Weight'")]
    [InlineData("[PixelMean] static double Error(double p) => p; [Formula] static double Formula(double error, double {|LOSS0022:p|} = 2) => error * p;", "p", "the probability of a pixel")]
    [InlineData("[PixelSum] static double A(double p, [DistanceMap(Of.Target)] double d) => d * p; [Formula, PixelMean] static double Formula(double p, double a, double {|LOSS0022:D|} = 1) => p * D + a;", "D", "the map that 'A' reads")]
    public void Default_of_a_name_that_is_taken(string methods, string name, string meaning) => DiagnosticAssert.Reports(
        Loss(methods), $"Parameter '{name}' has a default value, but its name means {meaning}; rename the parameter, or remove the default value");

    [Theory]
    [InlineData("[Pixel] static double Border([DistanceMap(Of.Target)] double {|LOSS0021:border|}) => border; [Formula, PixelMean] static double Formula(double p, double border) => border * p;", "border", "its name means the stage 'Border'; rename the parameter")]
    [InlineData("[Pixel] static double Border(double p) => p; [Formula, PixelMean] static double Formula(double p, [DistanceMap(Of.Target)] double {|LOSS0021:border|}) => border * p;", "border", "its name means the stage 'Border'; rename the parameter")]
    [InlineData("[Formula, PixelMean] static double Formula(double y, [DistanceMap(Of.Target)] double {|LOSS0021:P|}) => P * y;", "P", "its name means the probability of a pixel; rename the parameter")]
    [InlineData("[Formula, PixelMean] static double Formula(double p, [DistanceMap(Of.Target)] double {|LOSS0021:d|} = 1) => p * d;", "d", "it has a default value; remove the default")]
    public void Map_whose_name_is_taken(string methods, string name, string reason) => DiagnosticAssert.Reports(
        Loss(methods), $"Parameter '{name}' cannot be a map: {reason}");

    [Fact]
    public void Map_of_another_stage_without_its_attribute() => DiagnosticAssert.Reports(
        Loss("[PixelSum] static double A(double p, [DistanceMap(Of.Target)] double d) => d * p;", "[Formula, PixelMean] static double Formula(double p, double a, double {|LOSS0006:d|}) => p * d + a;"),
        "Parameter 'd' binds to nothing; it can be one of p, y, x, tp, fp, fn, tn, n, classWeight, A, or a hyperparameter if it has a default value. A map needs its attribute here too, as in 'A'");

    [Fact]
    public void Stage_that_nothing_reads() => DiagnosticAssert.Reports(
        Loss("[PixelMean] static double {|LOSS0016:UnusedOne|}(double p) => p;", "[Formula] static double Formula(double tp) => tp;"),
        "Stage 'UnusedOne' is read by nothing; give the formula or another stage a parameter 'unusedOne', or remove the stage").AssertNoCompilerDiagnostics();

    [Fact]
    public void Stages_that_only_unused_stages_read() => DiagnosticAssert.Reports(
        Loss("[PixelMean] static double {|LOSS0016:One|}(double p) => p;", "[PixelMean] static double {|LOSS0016:Two|}(double p, double one) => p * one;", "[Formula] static double Formula(double tp) => tp;"),
        "Stage 'One' is read by nothing; give the formula or another stage a parameter 'one', or remove the stage",
        "Stage 'Two' is read by nothing; give the formula or another stage a parameter 'two', or remove the stage");

    [Theory]
    [InlineData("[Formula] static double Formula(double {|LOSS0017:error|}) => error;", "Formula")]
    [InlineData("[Formula, ClassSum] static double Formula(double {|LOSS0017:ERROR|}) => ERROR;", "Formula")]
    [InlineData("[ClassMean] static double Mean(double {|LOSS0017:error|}) => error; [Formula] static double Formula(double mean) => mean;", "Mean")]
    public void Stage_over_regions_that_reads_pixels(string reader, string name) => DiagnosticAssert.Reports(
        Loss("[Pixel] static double Error(double p, double y) => p - y;", reader),
        $"Parameter '{(reader.Contains("ERROR") ? "ERROR" : "error")}' binds to 'Error', which has a value for each pixel, but '{name}' is evaluated for each region; reduce 'Error' with [PixelSum] or [PixelMean] first");

    [Theory]
    [InlineData("PixelClassSum")]
    [InlineData("PixelClassMax")]
    [InlineData("PixelClassLogSumExp")]
    [InlineData("PixelClassCumulativeSum")]
    public void A_value_over_the_classes_of_a_pixel_is_one_of_pixels(string reduction)
    {
        DiagnosticAssert.Reports(
            Loss($"[Formula, {reduction}] static double {{|LOSS0005:Formula|}}(double p) => p;"),
            "Method 'Formula' cannot be a formula: it has a value for each pixel; reduce these values with [PixelMean] or [PixelSum]");
        DiagnosticAssert.Reports(
            Loss($"[{reduction}] static double All(double p) => p;", "[Formula] static double Formula(double {|LOSS0017:all|}) => all;"),
            "Parameter 'all' binds to 'All', which has a value for each pixel, but 'Formula' is evaluated for each region; reduce 'All' with [PixelSum] or [PixelMean] first");
    }

    [Fact]
    public void An_input_of_pairs_of_classes_belongs_to_pixels() => DiagnosticAssert.Reports(
        Loss("[Formula] static double Formula(double tp, [Input(Per.ClassPair)] double {|LOSS0027:distance|}) => tp * distance;"),
        "Parameter 'distance' cannot be an input: 'Formula' is evaluated for each region, the input has a value for each pixel; read the input in a stage over pixels, or state its level, as in [Input(Per.Region)]");

    [Fact]
    public void Stage_over_images_that_reads_regions() => DiagnosticAssert.Reports(
        Loss(Error, "[BatchMean] static double Mean(double {|LOSS0017:error|}) => error;", "[Formula] static double Formula(double mean) => mean;"),
        "Parameter 'error' binds to 'Error', which has a value for each region, but 'Mean' is evaluated for each image; reduce 'Error' with [ClassSum] or [ClassMean] first");

    [Fact]
    public void Stage_over_images_that_reads_pixels() => DiagnosticAssert.Reports(
        Loss("[Pixel] static double Error(double p, double y) => p - y;", "[Formula, BatchMax] static double Formula(double {|LOSS0017:error|}) => error;"),
        "Parameter 'error' binds to 'Error', which has a value for each pixel, but 'Formula' is evaluated for each image; reduce 'Error' with [PixelSum] or [PixelMean], then with [ClassSum] or [ClassMean] first");

    [Fact]
    public void Stage_over_images_that_reads_a_count() => DiagnosticAssert.Reports(
        Loss("[ClassMean] static double Mean(double fp) => fp;", "[BatchSum] static double Sum(double mean, double {|LOSS0006:tp|}) => mean * tp;", "[Formula] static double Formula(double sum) => sum;"),
        "Parameter 'tp' binds to nothing; it can be one of Mean, or a hyperparameter if it has a default value. 'tp' is the soft count of true positives: read it in a stage with [ClassMean] or [ClassSum]");

    [Theory]
    [InlineData("P")]
    [InlineData("tp")]
    [InlineData("ClassWeight")]
    public void Stage_with_the_name_of_a_quantity(string name) => DiagnosticAssert.Reports(
        Loss($"[PixelMean] static double {{|LOSS0018:{name}|}}(double y) => y;", Error, "[Formula] static double Formula(double error) => error;"),
        Taken(name, "parameters of that name bind to the quantity"));

    [Fact]
    public void Two_stages_of_one_name() => DiagnosticAssert.Reports(
        Loss(Error, "[PixelSum] static double {|LOSS0018:ERROR|}(double p) => p;", "[Formula] static double Formula(double error) => error;"),
        Taken("ERROR", "another stage has that name"));

    [Theory]
    [InlineData("Pixel, PixelMean", "Pixel and PixelMean")]
    [InlineData("LocalMean(3), ClassSum, PixelSum", "LocalMean and ClassSum and PixelSum")]
    public void Method_of_two_kinds(string kinds, string names) => DiagnosticAssert.Reports(
        Loss($"[{kinds}] static double {{|LOSS0019:Error|}}(double p) => p;", "[PixelMean] static double Mean(double error) => error;", "[Formula] static double Formula(double mean) => mean;"),
        $"Method 'Error' can be one kind of stage, not {names}");

    [Theory]
    [InlineData("typeof(int)", "int")]
    [InlineData("typeof(IFieldProvider)", "IFieldProvider")]
    [InlineData("typeof(Provider.WithArguments)", "WithArguments")]
    [InlineData("null!", "null")]
    public void Provider_of_a_field_that_cannot_be_used(string type, string name) => DiagnosticAssert.Reports(
        Loss($"[{{|LOSS0028:Field({type})|}}] static double Other(double p) => p;", "[Formula, PixelMean] static double Formula(double other) => other;"),
        $"'{name}' cannot compute the field 'Other': it must be a class that implements IFieldProvider and has a constructor without parameters");

    [Fact]
    public void Provider_of_a_field_that_can_be_used() => AssertFine(
        Loss("[Field(typeof(Provider))] static double Other(double p) => p;", "[Formula, PixelMean] static double Formula(double other) => other;"));

    [Theory]
    [InlineData("LocalMean(0)", "must be an odd number of pixels from 1 to 99")]
    [InlineData("LocalMean(-3)", "must be an odd number of pixels from 1 to 99")]
    [InlineData("LocalMax(4)", "must be an odd number of pixels from 1 to 99")]
    [InlineData("LocalMean(101)", "must be an odd number of pixels from 1 to 99")]
    [InlineData("LocalMean(3, Kernel.Gaussian, Sigma = 0)", "must have a sigma that is positive")]
    [InlineData("LocalSum(3, Kernel.Gaussian, Sigma = double.NaN)", "must have a sigma that is positive")]
    [InlineData("LocalMean(3, Kernel.Gaussian, Sigma = double.PositiveInfinity)", "must have a sigma that is positive")]
    [InlineData("LocalMean(3, (Kernel)7)", "must have a kernel that Kernel names")]
    [InlineData("LocalMin(3, Padding = (Padding)7)", "must have a padding that Padding names")]
    [InlineData("LocalMin(3, Kernel.Gaussian)", "must be Kernel.Box or Kernel.Cross: an extreme has no weights")]
    [InlineData("LocalSum(3, Weights = new[] { 1.0, 2 })", "must have 3, 9 or 27 weights, not 2")]
    [InlineData("LocalSum(1, Weights = new double[0])", "must have 1 weight, not 0")]
    [InlineData("LocalSum(3, Weights = new[] { 1.0, double.NaN, 1 })", "must have finite weights")]
    public void Window_that_cannot_be_used(string window, string reason) => DiagnosticAssert.Reports(
        Loss($"[{{|LOSS0020:{window}|}}] static double Blurred(double p) => p;", "[Formula, PixelMean] static double Formula(double blurred) => blurred;"),
        $"The window of 'Blurred' {reason}");

    [Theory]
    [InlineData("PixelTop(0.0)", "its share must be above 0 and at most 1")]
    [InlineData("PixelTop(1.01)", "its share must be above 0 and at most 1")]
    [InlineData("PixelTop(double.NaN)", "its share must be above 0 and at most 1")]
    [InlineData("PixelTop(\"k\")", "the method has no hyperparameter 'k'; write a parameter with a default value, or a number")]
    [InlineData("PixelTop(nameof(p))", "the method has no hyperparameter 'p'; write a parameter with a default value, or a number")]
    public void Share_that_cannot_be_used(string top, string reason) => DiagnosticAssert.Reports(
        Loss($"[Formula, {{|LOSS0029:{top}|}}] static double Formula(double p, double share = 0.1) => p * share;"), $"Stage 'Formula' cannot order pixels: {reason}");

    [Theory]
    [InlineData("\"Errors\"", "there is no stage 'Errors'; name a stage with a value for each pixel")]
    [InlineData("nameof(Formula)", "there is no stage 'Formula'; name a stage with a value for each pixel")]
    [InlineData("nameof(Mean)", "'Mean' has a value for each region; name a stage with a value for each pixel")]
    public void Order_that_cannot_be_used(string order, string reason) => DiagnosticAssert.Reports(
        Loss("[PixelMean] static double Mean(double p) => p;", $"[{{|LOSS0029:PixelAbove({order})|}}] static double Above(double y) => y;", "[Formula, PixelMean] static double Formula(double above, double mean) => above * mean;"),
        $"Stage 'Above' cannot order pixels: {reason}");

    [Fact]
    public void Order_of_a_stage_by_itself() => DiagnosticAssert.Reports(
        Loss("[PixelAbove(nameof(Above))] static double {|LOSS0015:Above|}(double y) => y;", "[Formula, PixelMean] static double Formula(double above, double p) => above * p;"),
        "Stage 'Above' reads itself: Above reads Above");

    [Theory]
    [InlineData("[Formula, PixelTop(1)] static double Formula(double p) => p;")]
    [InlineData("[Pixel] static double Error(double p) => p; [PixelAbove(\"error\")] static double Rank() => 1; [Formula, PixelTop(nameof(k))] static double Formula(double rank, double p, double k = 0.5) => rank * p;")]
    public void Orders_that_can_be_used(string methods) => AssertFine(Loss(methods));

    [Theory]
    [InlineData("LocalMean(1)")]
    [InlineData("LocalMean(99, Kernel.Gaussian, Sigma = 0.1)")]
    [InlineData("LocalMean(3, Kernel.Box)")]
    [InlineData("LocalMean(3, Kernel.Cross, Padding = Padding.Zero)")]
    [InlineData("LocalSum(3, Weights = new[] { -1.0, 0, 1, -2, 0, 2, -1, 0, 1 })")]
    [InlineData("LocalSum(3, Weights = new[] { 0.0, -1, 1 }, Padding = Padding.Zero)")]
    [InlineData("LocalMax(3, Kernel.Cross)")]
    [InlineData("LocalMin(5)")]
    public void Window_that_can_be_used(string window) => AssertFine(
        Loss($"[{window}] static double Blurred(double p) => p;", "[Formula, PixelMean] static double Formula(double blurred) => blurred;"));

    [Theory]
    [InlineData("[Formula] static double Formula(double tp, [DistanceMap(Of.Target)] double {|LOSS0021:map|}) => tp * map;", "Formula")]
    [InlineData("[ClassSum] static double Stage(double tp, [DistanceMap(Of.Target)] double {|LOSS0021:map|}) => tp * map; [Formula] static double Formula(double stage) => stage;", "Stage")]
    public void Map_of_a_region(string methods, string name) => DiagnosticAssert.Reports(
        Loss(methods), $"Parameter 'map' cannot be a map: '{name}' is evaluated for each region, a map has a value for each pixel");

    [Theory]
    [InlineData("DistanceMap(Of.Prediction)")]
    [InlineData("DistanceMap(Of.Target, DistanceKind.Signed)")]
    public void Two_maps_of_one_name(string other) => DiagnosticAssert.Reports(
        Loss(
            "[PixelSum] static double One(double p, [DistanceMap(Of.Target)] double map) => p * map;",
            $"[PixelSum] static double Two(double p, [{other}] double {{|LOSS0021:map|}}) => p * map;",
            "[Formula] static double Formula(double one, double two) => one + two;"),
        "Parameter 'map' cannot be a map: another parameter of that name is another map");

    [Theory]
    [InlineData("Map(typeof(int))", "'int' must be a class that implements IMapProvider and has a constructor without parameters")]
    [InlineData("Map(typeof(List<>))", "'List<>' must be a class that implements IMapProvider and has a constructor without parameters")]
    [InlineData("Map(typeof(IMapProvider))", "'IMapProvider' must be a class that implements IMapProvider and has a constructor without parameters")]
    [InlineData("DistanceMap((Of)9)", "its attribute names no member of the enumeration")]
    [InlineData("DistanceMap(Of.Target, (DistanceKind)9)", "its attribute names no member of the enumeration")]
    public void Map_that_cannot_be_made(string map, string reason) => DiagnosticAssert.Reports(
        Loss($"[PixelSum] static double One(double p, [{map}] double {{|LOSS0021:map|}}) => p * map;", "[Formula] static double Formula(double one) => one;"),
        $"Parameter 'map' cannot be a map: {reason}");

    [Fact]
    public void One_map_in_two_stages() => AssertFine(
        Loss(
            "[PixelSum] static double One(double p, [DistanceMap(Of.Target)] double map) => p * map;",
            "[PixelSum] static double Two(double p, [DistanceMap(Of.Target, DistanceKind.Euclidean)] double map) => p * map * map;",
            "[Formula] static double Formula(double one, double two) => one + two;"));

    private static string Taken(string name, string reason) => $"A stage cannot be named '{name}': {reason}";

    private static void AssertFine(string source) => DiagnosticAssert.Reports(source).AssertNoCompilerDiagnostics();

    private static string Loss(params string[] methods) => $$"""
        using System.ComponentModel.DataAnnotations;

        [Loss("a")]
        internal partial class Sample
        {
            {{string.Join("\n    ", methods)}}
        }

        internal class Provider : IFieldProvider
        {
            public TorchSharp.torch.Tensor Compute(TorchSharp.torch.Tensor values) => values;

            public TorchSharp.torch.Tensor Adjoint(TorchSharp.torch.Tensor values, TorchSharp.torch.Tensor upstream) => upstream;

            public sealed class WithArguments(int side) : Provider
            {
                public int Side => side;
            }
        }
        """;
}
