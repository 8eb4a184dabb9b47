namespace LossDsl.CodeFixes.Tests;

/// <summary>Tests of <see cref="PartialFix"/>, which makes a loss class, and the types around it, partial (LOSS0001).</summary>
public sealed class PartialFixTests
{
    private const string Body = "{ [Formula] static double Formula(double tp, double fp) => 1 - tp / (tp + fp + 1); }";

    [Theory]
    [InlineData("internal sealed class {|LOSS0001:Sample|}", "internal sealed partial class Sample")]
    [InlineData("class {|LOSS0001:Sample|}", "partial class Sample")]
    [InlineData("/* why */ class {|LOSS0001:Sample|}", "/* why */ partial class Sample")]
    public Task Partial_becomes_the_last_modifier(string wrong, string right) => FixAssert.AssertFixed<PartialFix>(
        $"using LossDsl;\n\n/// <summary>A.</summary>\n[Loss(\"a\")]\n{wrong}\n{Body}", $"using LossDsl;\n\n/// <summary>A.</summary>\n[Loss(\"a\")]\n{right}\n{Body}", "Add 'partial'");

    [Fact]
    public Task A_class_and_the_type_around_it_become_partial_together() => FixAssert.AssertFixed<PartialFix>(
        "namespace A\n{\n    public struct {|LOSS0001:Outer|}\n    {\n        [LossDsl.Loss(\"a\")] public class {|LOSS0001:Sample|} " + Body.Replace("[F", "[LossDsl.F") + "\n    }\n}",
        "namespace A\n{\n    public partial struct Outer\n    {\n        [LossDsl.Loss(\"a\")] public partial class Sample " + Body.Replace("[F", "[LossDsl.F") + "\n    }\n}",
        "Add 'partial'");
}
