using LossDsl.Generator.Tests.Harness;

namespace LossDsl.Generator.Tests.Incrementality;

/// <summary>Tests with random edits: after each, the generator that saw all earlier versions gives the same as one that sees this version alone.</summary>
public sealed class RandomEditTests
{
    // Versions of each file. Their declarations refer to each other, hide each other, and move.
    private static readonly string[][] Files =
    [
        [
            Loss("First", "Helpers.Ratio(tp, fp) * Numbers.A"), Loss("First", "1 - Math.Log(1 + Helpers.Ratio(tp, fp))"), Loss("First", "SecondLoss.Share(tp, fp).Half()"),
        ],
        [
            Loss("Second", "Share(tp, fp)", "public static double Share(double a, double b) => a / (a + b + 1);"),
            Loss("Second", "Share(tp, fp) + Helpers.Make()", "public static double Share(double a, double b) => Numbers.A * a / (a + b + 1);"),
            Loss("Second", "tp * later + (int)Mode.Last"),
        ],
        [
            "namespace App; static partial class Helpers { public static double Ratio(double a, double b) => a / (a + b + 1); }",
            "namespace App; static partial class Helpers { public static double Ratio(double a, double b = 1) => a / (a + b + 2); }",
            "namespace App.Other; static partial class Helpers { public static double Ratio(double a, double b) => a; }",
            "namespace App; static partial class Helpers { public static double Ratio(double a, double b) => a * (3 / 2) + Numbers.A; }",
        ],
        [
            "namespace App; static partial class Helpers { public static Number Make() => default; }",
            "namespace App; static partial class Helpers { public static double Make() => 2; }",
            "namespace App; static partial class Helpers { public static double Ratio(double a, int b) => 3; public static double Make() => 3; }",
            "",
        ],
        [
            "namespace App; struct Number { }",
            "namespace App; struct Number { public static implicit operator double(Number a) => 1; }",
            "namespace App.Losses; struct Number;",
        ],
        [
            "namespace App; static class Numbers { public const double A = 1.5; } enum Mode { First, Last }",
            "namespace App; static class Numbers { public const double A = 3 / 2; } enum Mode { Last, First }",
            "\n// Moved.\nnamespace App; static class Numbers { public const double A = Constants.B; } static class Constants { public const double B = 4; }",
            "using Source = App.Other.Source; namespace App; static class Numbers { public const double A = Source.B; }",
        ],
        [
            "namespace App.Other; static class Source { public const double B = 7; }",
            "namespace App.Other; static class Source { public const double B = 8; }",
            "namespace App.Losses; static class Math { public static double Log(double x) => x; }",
            "namespace App.Losses { partial class FirstLoss { int Evaluate; } class SECONDLOSS; }",
            "namespace App.Losses; partial class SecondLoss { static double Share(double a, double b) => a; }",
        ],
        [
            "namespace App; static class Extensions { public static double Half(this double a) => a / 2; }",
            "namespace App; static class Extensions { public static double Half(this double a) => a / 3; }",
            "namespace App.Losses; static class Extensions { public static double Half(this double a) => a / 4; }",
            "global using static App.Other.Source; namespace App.Other; static class Unused;",
            "namespace System; static class Math { public static double Log(double x, double y = 2) => x; }",
        ],
        [
            "const double later = 2; System.Console.WriteLine(later);", "const double later = 3;", "var Math = 1; void Helpers() { }", "class Window { int Count() => 1; }", "namespace App { class { unfinished",
        ],
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_generator_that_saw_earlier_versions_gives_what_a_new_one_gives(int seed)
    {
        var random = new Random(seed);
        var run = GeneratorRun.Of([.. Files.Select(static versions => versions[0])]);
        var (last, changes) = (RunText.Of(run), 0);
        for (var i = 0; i < 80; i++)
        {
            var file = random.Next(Files.Length);

            // Half of the edits restore a version that compiles, as errors would hide most other changes.
            var version = random.Next(2) == 0 ? 0 : random.Next(Files[file].Length);
            run = run.Edit(file, Files[file][version]);
            var text = RunText.Of(run);
            Assert.Equal(RunText.Of(run.Afresh()), text);
            changes += text == last ? 0 : 1;
            last = text;
        }

        Assert.True(changes > 10, $"Only {changes} edits change the result, so the edits test little.");
    }

    private static string Loss(string name, string formula, string member = "") => $$"""
        namespace App.Losses;
        [Loss("{{name}}")]
        public partial class {{name}}Loss
        {
            [Formula] static double Formula(double tp, double fp) => {{formula}};
            {{member}}
        }
        """;
}
