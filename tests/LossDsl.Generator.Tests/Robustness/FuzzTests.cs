using System.Globalization;
using System.Text.RegularExpressions;
using LossDsl.Generator.Analysis;
using LossDsl.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generator.Tests.Robustness;

/// <summary>
/// Tests of the generator on incomplete and absurd sources, as they occur while somebody types: it does not throw, and never breaks code that compiles. The environment
/// variable FUZZ_SOURCES sets the number of random sources.
/// </summary>
public sealed partial class FuzzTests
{
    // A quarter of the random sources mutates each of the three samples, and a quarter consists of random pieces. FUZZ_SOURCES=10000 is for thorough runs.
    private static readonly int Mutations = int.TryParse(Environment.GetEnvironmentVariable("FUZZ_SOURCES"), out var count) ? count / 4 : 500;

    // The culture of a machine that writes -1.5 with another minus sign and a comma.
    private static readonly CultureInfo Foreign = new CultureInfo("") { NumberFormat = new() { NegativeSign = "\u2212", NumberDecimalSeparator = ",", NumberGroupSeparator = "." } };

    private const string Compact = """
        using System.ComponentModel.DataAnnotations;
        [Loss("focal", Family = LossFamily.Region)]
        public sealed partial class FocalLoss
        {
            [Formula]
            static double Formula(double tp, double fp, [Range(0, 1)] double weight = 0.3, double e = 2)
                => Math.Pow(1 - Index(tp, other: weight * fp), e);
            static double Index(double hits, double other) => hits / (hits + other + 1e-5);
        }
        """;

    private const string Nested = """
        namespace A.B;
        partial class Outer
        {
            [Loss("n")] internal partial class Inner
            {
                const double K = 2;
                [Formula] private static double F(double TN, double n)
                {
                    double a = TN, b;
                    b = a > n ? K : -a; b *= 2;
                    return G(b) + Math.Max(b, 0);
                    double G(double x) => x * a;
                }
            }
        }
        """;

    private const string Staged = """
        [Loss("s")] public partial class S
        {
            [LocalMean(5, Kernel.Gaussian, Sigma = 1.5)] public static double Blur(double p, double x) => p * x;
            [Pixel, StopGradient] static double Weight(double blur, [DistanceMap(Of.Target)] double d, double e = 1) => blur * Math.Exp(-d / e);
            [PixelMean] public static double Cross(double p, double y, double weight) => -weight * y * Math.Log(1 - p);
            [Formula, ClassSum] static double F(double cross, double classWeight, [StopGradient] double tp, double e = 1) => S.Cross(cross, tp, e) * classWeight;
        }
        """;

    private static readonly string[] Pieces =
    [
        "(", ")", "{", "}", "[", "]", ";", ",", "=>", "=", "?", ":", ".", "<", ">", "\"", "0", "-1e309", "double", "static", "partial", "class", "record", "struct", "this", "new",
        "null", "default", "ref", "in", "params", "void", "int", "tp", "Formula", "[Loss(\"x\")]", "[Formula]", "[Pixel]", "[PixelMax]", "[ClassMean]", "[ClassMax]", "[LocalMean(2)]", "[LocalSum(3, Weights = new[] { 1.0 })]", "[LocalMax(3, Padding = Padding.Zero)]", "[LocalMin]", "Weights", "Padding", "[StopGradient]", "[DistanceMap(0)]", "[Map(typeof(S))]", "[Map(null)]", "[Map]", "[Input]", "[Input(Per.Class)]", "[LocalMean]", "classWeight", "[Range(0)]", "unsafe", "async", "await", "yield return 1;", "goto", "@", "\\u0041", "é", "e\u0301", "\u200d",
        "\ud83d\ude00", "\ud800", "\0", "/*", "//", "#if", "\"\"\"", "$\"{", "<T>", "where T : class", "file", "required", "dynamic", "nameof(tp)", "sizeof(double)", "typeof(double)", "checked", "is", "as", "switch", "with", "..", "^",
    ];

    [Theory]
    [InlineData(Compact)]
    [InlineData(Nested)]
    [InlineData(Staged)]
    public void A_source_cut_off_at_any_character_does_not_throw(string source)
    {
        for (var length = 0; length <= source.Length; length++)
        {
            AssertSurvives(source[..length]);
        }
    }

    [Theory]
    [InlineData(Compact, 1)]
    [InlineData(Nested, 2)]
    [InlineData(Staged, 3)]
    public void A_source_with_tokens_deleted_inserted_and_exchanged_does_not_throw(string source, int seed)
    {
        var random = new Random(seed);
        string[] tokens = [.. Token().Matches(source).Select(static m => m.Value)];
        for (var i = 0; i < Mutations; i++)
        {
            List<string> mutated = [.. tokens];
            for (var edits = random.Next(1, 4); edits > 0; edits--)
            {
                var at = random.Next(mutated.Count);
                switch (random.Next(4))
                {
                    case 0: mutated.RemoveAt(at); break;
                    case 1: mutated.Insert(at, $" {Pieces[random.Next(Pieces.Length)]} "); break;
                    case 2: mutated[at] = mutated[random.Next(mutated.Count)]; break;
                    default: mutated.InsertRange(at, mutated.Skip(random.Next(mutated.Count)).Take(random.Next(12)).ToList()); break;
                }
            }

            AssertSurvives(string.Concat(mutated));
        }
    }

    // Random pieces, alone or as the body of a formula.
    [Fact]
    public void Random_pieces_do_not_throw()
    {
        var random = new Random(4);
        string[] tokens = [.. new[] { Compact, Nested, Staged }.SelectMany(static source => Token().Matches(source).Select(static m => m.Value)).Concat(Pieces.Select(static piece => $" {piece} "))];
        for (var i = 0; i < Mutations; i++)
        {
            var pieces = string.Concat(Enumerable.Range(0, random.Next(1, 60)).Select(_ => tokens[random.Next(tokens.Length)]));
            AssertSurvives(i % 3 == 0 ? pieces : Sources.Loss(pieces));
        }
    }

    [Fact]
    public void A_source_without_any_one_line_does_not_throw()
    {
        var lines = Compact.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            AssertSurvives(string.Join("\n", lines.Where((_, j) => j != i)));
        }
    }

    public static TheoryData<string> Deep =>
    [
        "parentheses", "additions to the left", "additions to the right", "signs", "conditions", "choices", "calls", "powers", "divisions", "helpers", "locals", "logic",
    ];

    // On a stack of 1 MB, which the compiler has on Windows.
    [Theory]
    [MemberData(nameof(Deep))]
    public void Deep_nesting_does_not_overflow_the_stack(string kind)
    {
        foreach (var depth in new[] { 100, 950, 5000 })
        {
            // The compiler's own parser looks ahead for tuples, and needs more stack for parentheses.
            var stack = kind == "parentheses" && depth > 1000 ? 16 << 20 : 1 << 20;
            var source = Nest(kind, depth);
            Exception? failure = null;
            var thread = new Thread(() => failure = Record.Exception(() => AssertSurvives(source)), maxStackSize: stack);
            thread.Start();
            Assert.True(thread.Join(TimeSpan.FromSeconds(60)), $"{kind} of depth {depth} take more than a minute");
            Assert.True(failure is null, $"depth {depth}: {failure?.Message}");
        }
    }

    [Theory]
    [InlineData("[Loss(\"a\")] partial class Sample { [Formula] static double F(double tp) => tp; } [Loss(\"b\")] partial class Sample { }")]
    [InlineData("[Loss(\"a\")] partial class Cafe\u0301 { [Formula] static double F(double tp) => tp; }")]
    [InlineData("namespace A { [Loss(\"a\")] partial class Sample { [Formula] static double F(double tp) => tp; } } namespace a { [Loss(\"b\")] partial class Sample { [Formula] static double F(double tp) => tp; } }")]
    [InlineData("[Loss(\"a\")] partial class Sample { [Formula] static double F(double tp) => tp; } [Loss(\"b\")] partial class SAMPLE { [Formula] static double F(double tp) => tp; }")]
    [InlineData("partial class A { [Loss(\"a\")] internal partial class B { [Formula] static double F(double tp) => tp; } } partial class a { [Loss(\"b\")] internal partial class B { [Formula] static double F(double tp) => tp; } }")]
    [InlineData("[Loss(null!)] partial class Sample { [Formula] static double F(double tp) => tp; }")]
    [InlineData("[Loss] partial class Sample { [Formula] static double F(double tp) => tp; }")]
    [InlineData("[Loss(\"a\", Family = (LossFamily)77)] partial class Sample { [Formula] static double F(double tp) => tp; }")]
    [InlineData("[Loss(\"a\")] partial struct Sample { [Formula] static double F(double tp) => tp; }")]
    [InlineData("[Loss(\"a\")] partial interface Sample { [Formula] static double F(double tp) => tp; }")]
    [InlineData("[Loss(\"a\")] enum Sample { A }")]
    [InlineData("[Loss(\"a\")] partial class Sample { [Formula] static double F(double tp, double tp) => tp; }")]
    [InlineData("[Loss(\"a\")] partial class Sample { [Formula] static double F(double tp, double w = nothing) => tp * w; }")]
    [InlineData("[Loss(\"a\")] partial class Sample { [Formula] static double F(double tp) { return; } }")]
    [InlineData("[Loss(\"a\")] partial class Sample { [Formula] static double F(double tp) { } }")]
    [InlineData("[Loss(\"a\")] partial class Sample { [Formula] static double F(double tp) { var x = x + 1; return x; } }")]
    [InlineData("[Loss(\"a\")] partial class Sample { [Formula] static partial double F(double tp); }")]
    [InlineData("[Loss(\"a\")] partial class Sample { [Formula] static double F(double tp) => G(tp, 1, 2); static double G(double x, params double[] y) => x; }")]
    [InlineData("[Loss(\"a\")] partial class Sample { [Formula] static double F(double tp) => ((Func<double, double>)(x => x))(tp); }")]
    [InlineData("namespace Tests; [Loss(\"a\")] partial class LossCatalog { [Formula] static double F(double tp) => tp; }")]
    [InlineData("namespace @class.@new; [Loss(\"a\")] partial class @if { [Formula] static double F(double tp) => tp; }")]
    [InlineData("[Loss(\"a\")] partial class Sample { [PixelSum] static double A(double p, [Map(typeof(int))] double m) => p * m; [Formula] static double F(double a) => a; }")]
    [InlineData("[Loss(\"a\")] partial class Sample { [PixelSum] static double A(double p, [Map(null!)] double m) => p * m; [Formula] static double F(double a) => a; }")]
    [InlineData("[Loss(\"a\")] partial class Sample { [PixelSum] static double A(double p, [Map(typeof(List<>))] double m) => p * m; [Formula] static double F(double a) => a; }")]
    [InlineData("[Loss(\"a\")] partial class Sample { [PixelSum] static double A(double p, [DistanceMap((Of)9, (DistanceKind)9)] double m) => p * m; [Formula] static double F(double a) => a; }")]
    [InlineData("[Loss(\"a\")] partial class Sample { [PixelSum] static double A(double p, [DistanceMap(Of.Target), Map(typeof(P))] double m) => p * m; [Formula] static double F(double a) => a; class P { P() { } } }")]
    [InlineData("[Loss(\"a\")] partial class Sample { [PixelSum] static double A(double p, [Input(7)] double m, [Input, Input] double k, [Map(3)] double j) => p * m * k * j; [Formula] static double F(double a) => a; }")]
    [InlineData("[Loss(\"a\")] partial class Sample { [PixelSum] static double A(double p, [Input, Map, Range(\"a\", 1)] double p, [Input] int m) => p * m; [Formula] static double F(double a, [Input(Per.Image)] double a) => a; }")]
    [InlineData("[Loss(\"a\")] partial class Sample { [LocalMean(3, (Kernel)7)] static double A(double p) => p; [Formula, PixelMean] static double F(double a) => a; }")]
    [InlineData("[Loss(\"a\")] partial class Sample { [LocalSum(3, Weights = null)] static double A(double p) => p; [LocalSum(3, Weights = new[] { \"a\" }, Padding = 3)] static double B(double a) => a; [LocalMax(2000000011)] static double C(double b) => b; [Formula, PixelMean] static double F(double c) => c; }")]
    [InlineData("[Loss(\"a\")] partial class Sample { [Pixel] static double A(double tp) => tp; [PixelSum] static double B(double a) => 3; [Formula] static double F(double b) => b; }")]
    [InlineData("[Loss(\"a\")] partial class Sample { [PixelMax] static double A(double s = 1) => s; [ClassMean] static double B(double s = 1) => s; [Formula] static double F(double a, double b) => a * b; }")]
    [InlineData("[Loss(\"a\")] partial class Sample { [Formula, PixelSum] static double F(double tp, double n) => tp / n; }")]
    [InlineData("[Loss(\"a\")] partial class Sample { [Formula] static double F(double f) => f; }")]
    [InlineData("[Loss(\"a\")] partial class Sample { [Formula] public static double F(double tp) => tp; public static double F(double tp, bool b) => b ? tp : 0; }")]
    [InlineData("[Loss(\"a\")] partial class Sample : object { [Formula] static double F(double tp) => tp; }")]
    [InlineData("[Loss(\"a\")] partial class Sample { [Formula] static double F(double tp, double upstream = 1, double pixels = 2, double value = 3) => tp * upstream * pixels * value; }")]
    public void An_odd_source_does_not_throw(string source) => AssertSurvives(source);

    private static string Nest(string kind, int depth) => kind switch
    {
        "parentheses" => Of(Repeat("(", depth) + "tp" + Repeat(")", depth)),
        "additions to the left" => Of("tp" + Repeat(" + fp", depth)),
        "additions to the right" => Of(Repeat("tp - (", depth) + "fp" + Repeat(")", depth)),
        "signs" => Of(Repeat("- ", depth) + "tp"),
        "conditions" => Of(Repeat("!", depth) + "(tp > 0) ? 1 : 2"),
        "choices" => Of(Repeat("tp > 0 ? fp : ", depth) + "fn"),
        "calls" => Of(Repeat("Math.Tanh(", depth) + "tp" + Repeat(")", depth)),
        "powers" => Of(Repeat("Math.Pow(", depth) + "tp" + Repeat(", fp)", depth)),
        "divisions" => Of(Repeat("1 / (1 + ", depth) + "tp" + Repeat(")", depth)),
        "helpers" => $$"""[Loss("a")] partial class S { [Formula] static double F(double tp) => H0(tp); static double H{{depth}}(double x) => x; {{string.Concat(Enumerable.Range(0, depth).Select(static i => $"static double H{i}(double x) => H{i + 1}(x) + 1;\n"))}} }""",
        "locals" => Sources.LossWithBody($"{{ var x = tp; {Repeat("x = Math.Tanh(x);", depth)} return x; }}"),
        _ => Of("tp > 0" + Repeat(" && fp > 0", depth) + " ? 1 : 2"),
    };

    private static string Of(string expression) => Sources.Loss(expression);

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    private static void AssertSurvives(string source)
    {
        // Chosen by the length of the source, so that a failure can be repeated.
        CultureInfo.CurrentCulture = source.Length % 2 == 0 ? Foreign : CultureInfo.InvariantCulture;
        var run = GeneratorRun.Of(source);
        Assert.True(run.Result.Exception is null, $"{run.Result.Exception}\n\n{source}");
        Assert.All(run.Diagnostics, d => Assert.True(d.Id is not ("CS8785" or "LOSS9001"), $"{d}\n\n{source}"));

        // A formula too deep for the stack is undecided. The analysis must not fail in another way, which it would report as undecided too.
        var failed = run.Step(TrackingNames.Proof).SelectMany(static step => ((AnalyzedLoss)step.Value).Findings)
            .Where(static f => f.Arguments.Any(static a => a.Contains("Exception)") && !a.Contains(nameof(InsufficientExecutionStackException))));
        Assert.True(!failed.Any(), $"{failed.FirstOrDefault()}\n\n{source}");

        // If the user's sources compile, the output must compile too.
        if (run.Files.Count > 0 && !HasErrors(run.Input))
        {
            var errors = run.Output.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error).ToList();
            Assert.True(errors.Count == 0, $"{string.Join("\n", errors)}\n\n{source}");
        }
    }

    private static bool HasErrors(Compilation compilation) =>
        compilation.SyntaxTrees.Any(static t => t.GetDiagnostics().Any()) || compilation.GetDiagnostics().Any(static d => d.Severity == DiagnosticSeverity.Error);

    [GeneratedRegex(@"\w+|\s+|[^\w\s]")]
    private static partial Regex Token();
}
