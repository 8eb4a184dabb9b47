using LossDsl.Generator.Backends.Printing;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;

namespace LossDsl.Generator.Backends.Metadata;

/// <summary>A loss for people: its formula with its stages, and its derivatives, a line each.</summary>
internal static class FormulaText
{
    private static readonly TextPrinter Text = new();
    private static readonly LatexPrinter Latex = new();

    /// <summary>The formula first, then what it reads, from the last stage to the first.</summary>
    public static IEnumerable<string> Formula(LossSpec spec) => spec.Stages.Reverse().Select(static stage => stage.Kind switch
    {
        StageKind.Formula => Text.Print(stage.Body),
        StageKind.Pixel => $"{stage.Result.Name} = {Text.Print(stage.Body)} at each pixel",
        StageKind.PixelSum => $"{stage.Result.Name} = sum over pixels of {Text.Print(stage.Body)}",
        StageKind.PixelMean => $"{stage.Result.Name} = mean over pixels of {Text.Print(stage.Body)}",
        StageKind.PixelMax => $"{stage.Result.Name} = maximum over pixels of {Text.Print(stage.Body)}",
        StageKind.PixelMin => $"{stage.Result.Name} = minimum over pixels of {Text.Print(stage.Body)}",
        StageKind.LocalMean => $"{stage.Result.Name} = mean over a window of {stage.Window!.Side} of {Text.Print(stage.Body)}",
        StageKind.ClassSum => $"{stage.Result.Name} = sum over classes of {Text.Print(stage.Body)}",
        _ => $"{stage.Result.Name} = mean over classes of {Text.Print(stage.Body)}",
    });

    public static IEnumerable<string> FormulaLatex(LossSpec spec) => spec.Stages.Reverse().Select(static stage =>
    {
        var (result, body) = (Latex.Print(stage.Result), Latex.Print(stage.Body));
        return stage.Kind switch
        {
            StageKind.Formula => body,
            StageKind.Pixel => $"{result}_i = {body}",
            StageKind.PixelSum => $"{result} = \\sum_i \\left({body}\\right)",
            StageKind.PixelMean => $"{result} = \\frac{{1}}{{N}} \\sum_i \\left({body}\\right)",
            StageKind.PixelMax => $"{result} = \\max_i \\left({body}\\right)",
            StageKind.PixelMin => $"{result} = \\min_i \\left({body}\\right)",
            StageKind.LocalMean => $"{result}_i = \\sum_j w_{{ij}} \\left({body}\\right)_j",
            StageKind.ClassSum => $"{result} = \\sum_c \\left({body}\\right)",
            _ => $"{result} = \\frac{{1}}{{C}} \\sum_c \\left({body}\\right)",
        };
    });

    public static IEnumerable<string> Gradient(LossPlan plan) =>
    [
        .. plan.Derivatives.Items.Select(d => $"d{Name(plan, d.Of)}/d{d.By.Name} = {Text.Print(d.Value)}"),
        .. plan.Derivatives.Temps.Select(static t => $"{t.Variable.Name} = {Text.Print(t.Value)}"),
    ];

    public static IEnumerable<string> GradientLatex(LossPlan plan) =>
    [
        .. plan.Derivatives.Items.Select(d => $"\\frac{{\\partial {(IsLoss(plan, d.Of) ? "L" : Latex.Print(d.Of))}}}{{\\partial {Latex.Print(d.By)}}} = {Latex.Print(d.Value)}"),
        .. plan.Derivatives.Temps.Select(static t => $"{Latex.Print(t.Variable)} = {Latex.Print(t.Value)}"),
    ];

    private static string Name(LossPlan plan, Variable result) => IsLoss(plan, result) ? "L" : result.Name;

    private static bool IsLoss(LossPlan plan, Variable result) => result.Equals(plan.Spec.Formula.Result);
}
