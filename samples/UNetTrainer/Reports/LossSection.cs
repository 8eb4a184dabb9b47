using LossDsl;
using UNetTrainer.Reports.Formulas;

namespace UNetTrainer.Reports;

/// <summary>Adds the description of a loss to a page.</summary>
internal static class LossSection
{
    /// <summary>Adds use, source, formula and gradient of a loss.</summary>
    public static Page Loss(this Page page, LossMetadata loss)
    {
        page.Heading($"The loss {loss.Name}")
            .Paragraph(loss.UseCase)
            .Paragraph(string.Join("; ", new[] { loss.Reference, loss.Equation }.Where(static s => !string.IsNullOrEmpty(s))), "muted")
            .Paragraph(loss.Deviation is { } deviation ? $"Differs from the equation: {deviation}" : null, "muted")
            .Formulas(Lines(loss.FormulaLatex).Select(static (line, i) => MathMl.Convert(i == 0 ? $"L = {line}" : line)));
        return page.Html("<h3>Gradient</h3>").Formulas(Lines(loss.GradientLatex).Select(MathMl.Convert));
    }

    private static string[] Lines(string latex) => latex.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
