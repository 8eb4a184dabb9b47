using LossDsl.Generator.Backends.Printing;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;
using LossDsl.Generator.Text;

namespace LossDsl.Generator.Backends.Metadata;

/// <summary>Prints a loss for documentation and metadata: the formula, its stages and their derivatives, one line each, as plain text or LaTeX.</summary>
internal static class FormulaText
{
    private static readonly TextPrinter Text = new();
    private static readonly LatexPrinter Latex = new();

    /// <summary>Returns the formula as plain text, followed by its other stages from the last to the first.</summary>
    public static IEnumerable<string> PrintFormula(LossSpec spec) => Shown(spec).Select(stage => Name(spec, stage, stage.Result.Name, stage.Kind switch
    {
        StageKind.Formula => Text.Print(stage.Body),
        StageKind.Pixel => $"{Text.Print(stage.Body)} at each pixel",
        StageKind.PixelSum => $"sum over pixels of {Text.Print(stage.Body)}",
        StageKind.PixelMean => $"mean over pixels of {Text.Print(stage.Body)}",
        StageKind.PixelMax => $"maximum over pixels of {Text.Print(stage.Body)}",
        StageKind.PixelMin => $"minimum over pixels of {Text.Print(stage.Body)}",
        StageKind.PixelTop => $"mean over the largest {Text.Print(stage.Order!)} of pixels of {Text.Print(stage.Body)}",
        StageKind.PixelAbove => $"sum over pixels above in {Text.Print(stage.Order!)} of {Text.Print(stage.Body)}",
        StageKind.LocalMean => $"mean over {Window(stage)} of {Text.Print(stage.Body)}",
        StageKind.LocalSum => $"sum over {Window(stage)} of {Text.Print(stage.Body)}",
        StageKind.LocalMax => $"maximum over {Window(stage)} of {Text.Print(stage.Body)}",
        StageKind.LocalMin => $"minimum over {Window(stage)} of {Text.Print(stage.Body)}",
        StageKind.PixelClassSum => $"sum over classes at each pixel of {Text.Print(stage.Body)}",
        StageKind.PixelClassMax => $"maximum over classes at each pixel of {Text.Print(stage.Body)}",
        StageKind.PixelClassLogSumExp => $"log of sum of exponentials over classes at each pixel of {Text.Print(stage.Body)}",
        StageKind.PixelClassCumulativeSum => $"sum over classes up to each class at each pixel of {Text.Print(stage.Body)}",
        StageKind.Field => $"{ProviderName(stage)} of {Text.Print(stage.Body)}",
        StageKind.ClassSum => $"sum over classes of {Text.Print(stage.Body)}",
        StageKind.ClassMax => $"maximum over classes of {Text.Print(stage.Body)}",
        StageKind.BatchSum => $"sum over images of {Text.Print(stage.Body)}",
        StageKind.BatchMean => $"mean over images of {Text.Print(stage.Body)}",
        StageKind.BatchMax => $"maximum over images of {Text.Print(stage.Body)}",
        StageKind.ClassMin => $"minimum over classes of {Text.Print(stage.Body)}",
        _ => $"mean over classes of {Text.Print(stage.Body)}",
    }));

    /// <summary>Returns the lines of <see cref="PrintFormula"/> as LaTeX.</summary>
    public static IEnumerable<string> PrintFormulaLatex(LossSpec spec) => Shown(spec).Select(stage =>
    {
        var body = Latex.Print(stage.Body);
        var index = stage.Result.Level == Level.Pixel ? "_i" : "";
        return Name(spec, stage, Latex.Print(stage.Result) + index, stage.Kind switch
        {
            StageKind.Formula => body,
            StageKind.Pixel => body,
            StageKind.PixelSum => $"\\sum_i \\left({body}\\right)",
            StageKind.PixelMean => $"\\frac{{1}}{{n}} \\sum_i \\left({body}\\right)",
            StageKind.PixelMax => $"\\max_i \\left({body}\\right)",
            StageKind.PixelMin => $"\\min_i \\left({body}\\right)",
            StageKind.PixelTop => $"\\frac{{1}}{{k}} \\sum_{{i \\in \\mathrm{{top}}\\left({Latex.Print(stage.Order!)}\\right)}} \\left({body}\\right)",
            StageKind.PixelAbove => $"\\sum_{{j \\succ i \\text{{ in }} {Latex.Print(stage.Order!)}}} \\left({body}\\right)_j",
            StageKind.LocalMean or StageKind.LocalSum => $"\\sum_j w_{{ij}} \\left({body}\\right)_j",
            StageKind.LocalMax => $"\\max_{{j \\in W_i}} \\left({body}\\right)_j",
            StageKind.LocalMin => $"\\min_{{j \\in W_i}} \\left({body}\\right)_j",
            StageKind.PixelClassSum => $"\\sum_c \\left({body}\\right)_{{ic}}",
            StageKind.PixelClassMax => $"\\max_c \\left({body}\\right)_{{ic}}",
            StageKind.PixelClassLogSumExp => $"\\log \\sum_c \\exp \\left({body}\\right)_{{ic}}",
            StageKind.PixelClassCumulativeSum => $"\\sum_{{k \\le c}} \\left({body}\\right)_{{ik}}",
            StageKind.Field => $"\\operatorname{{{ProviderName(stage)}}}\\left({body}\\right)_i",
            StageKind.ClassSum => $"\\sum_c \\left({body}\\right)",
            StageKind.ClassMax => $"\\max_c \\left({body}\\right)",
            StageKind.BatchSum => $"\\sum_b \\left({body}\\right)",
            StageKind.BatchMean => $"\\frac{{1}}{{\\mathrm{{images}}}} \\sum_b \\left({body}\\right)",
            StageKind.BatchMax => $"\\max_b \\left({body}\\right)",
            StageKind.ClassMin => $"\\min_c \\left({body}\\right)",
            _ => $"\\frac{{1}}{{\\mathrm{{classes}}}} \\sum_c \\left({body}\\right)",
        });
    });

    private static string ProviderName(Stage stage) => stage.Provider!.Split('.', ':').Last();

    private static string Window(Stage stage) => stage.Window switch
    {
        { IsCross: true } window => $"a cross of {window.Side}",
        { Weights.Count: > 0 } window => $"a window of {window.Side} with the weights {string.Join(", ", window.Weights.Select(Numbers.ToCode))}",
        _ => $"a window of {stage.Window!.Side}",
    };

    // A formula with a reduction of its own has two stages, which are shown as one: the reduction, named L. The formula that only reads it is left out.
    private static IEnumerable<Stage> Shown(LossSpec spec) => spec.Stages.Reverse().Skip(IsReduced(spec) ? 1 : 0);

    private static bool IsReduced(LossSpec spec) => spec.Formula.Body is Variable { Name: Stage.ReducedName };

    private static string Name(LossSpec spec, Stage stage, string name, string body) => IsLoss(spec, stage.Result) ? body : $"{name} = {body}";

    /// <summary>Returns the derivatives of the stages as plain text, followed by the common subexpressions that they read.</summary>
    public static IEnumerable<string> PrintGradient(LossPlan plan) =>
    [
        .. Shown(plan).Select(d => $"d{Name(plan.Spec, d.Result)}/d{d.Argument.Name} = {Text.Print(d.Value)}"),
        .. plan.Derivatives.Temps.Select(static t => $"{t.Variable.Name} = {Text.Print(t.Value)}"),
    ];

    /// <summary>Returns the lines of <see cref="PrintGradient"/> as LaTeX.</summary>
    public static IEnumerable<string> PrintGradientLatex(LossPlan plan) =>
    [
        .. Shown(plan).Select(d => $"\\frac{{\\partial {(IsLoss(plan.Spec, d.Result) ? "L" : Latex.Print(d.Result))}}}{{\\partial {Latex.Print(d.Argument)}}} = {Latex.Print(d.Value)}"),
        .. plan.Derivatives.Temps.Select(static t => $"{Latex.Print(t.Variable)} = {Latex.Print(t.Value)}"),
    ];

    // A formula with a reduction of its own would add the derivative of L by itself.
    private static IEnumerable<Derivative> Shown(LossPlan plan) => plan.Derivatives.Items.Where(d => !(IsReduced(plan.Spec) && d.Result.Equals(plan.Spec.Formula.Result)));

    private static string Name(LossSpec spec, Variable result) => IsLoss(spec, result) ? "L" : result.Name;

    private static bool IsLoss(LossSpec spec, Variable result) => result.Equals(spec.Formula.Result) || (IsReduced(spec) && result.Equals(spec.Formula.Body));
}
