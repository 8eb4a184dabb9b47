using System.Xml.Linq;
using LossDsl;
using UNetTrainer.Reports.Formulas;

namespace UNetTrainer.Tests.Reports;

/// <summary>Tests of <see cref="MathMl"/>, which converts LaTeX formulas for the reports.</summary>
public class MathMlTests
{
    [Theory]
    [InlineData(@"\frac{\partial L}{\partial \mathrm{TP}}", "<mfrac><mrow><mo>∂</mo><mi>L</mi></mrow><mrow><mo>∂</mo><mi>TP</mi></mrow></mfrac>")]
    [InlineData(@"t_{0} = p^2", "<msub><mi>t</mi><mrow><mn>0</mn></mrow></msub><mo>=</mo><msup><mi>p</mi><mn>2</mn></msup>")]
    [InlineData(@"-1.5 \cdot 10^{-30}", "<mo>−</mo><mn>1.5</mn><mo>·</mo><msup><mn>10</mn><mrow><mo>−</mo><mn>30</mn></mrow></msup>")]
    [InlineData(@"\ln\left(x\right)", "<mi>ln</mi><mrow><mo>(</mo><mrow><mi>x</mi></mrow><mo>)</mo></mrow>")]
    [InlineData(@"\left|y\right|", "<mrow><mo>|</mo><mrow><mi>y</mi></mrow><mo>|</mo></mrow>")]
    [InlineData(@"\sum_i w_{ij}", "<munder><mo>∑</mo><mi>i</mi></munder><msub><mi>w</mi><mrow><mi>i</mi><mi>j</mi></mrow></msub>")]
    [InlineData(@"\begin{cases} a & b < c \\ 0 & \text{else} \end{cases}", "<mrow><mo>{</mo><mtable columnalign=\"left left\"><mtr><mtd><mrow><mi>a</mi></mrow></mtd><mtd><mrow><mi>b</mi><mo>&lt;</mo><mi>c</mi></mrow></mtd></mtr><mtr><mtd><mrow><mn>0</mn></mrow></mtd><mtd><mrow><mtext>else</mtext></mrow></mtd></mtr></mtable></mrow>")]
    [InlineData(@"\mathrm{a\_b} \, \sqrt{\alpha}", "<mi>a_b</mi><mspace width=\"0.17em\" /><msqrt><mrow><mi>α</mi></mrow></msqrt>")]
    [InlineData(@"\unheard", "<mtext>\\unheard</mtext>")]
    [InlineData(@"\frac{a", "<mfrac><mrow><mi>a</mi></mrow><mo></mo></mfrac>")]
    public void Latex_BecomesMathMl(string latex, string expected) =>
        Assert.Equal($"<math display=\"block\"><mrow>{expected}</mrow></math>", MathMl.Convert(latex).ToString(SaveOptions.DisableFormatting));

    [Fact]
    public void EveryFormulaOfTheCatalog_IsConverted() => Assert.All(
        LossCatalog.All.SelectMany(static e => (string[])[.. e.Metadata.FormulaLatex.Split('\n'), .. e.Metadata.GradientLatex.Split('\n')]),
        static line => Assert.DoesNotContain(MathMl.Convert(line).Descendants(), static e => e.Value.Contains('\\', StringComparison.Ordinal) || (e.Name == "mo" && e.Value is "{" or "}" or "" && e.Parent?.Element("mtable") is null)));
}
