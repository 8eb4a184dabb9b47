namespace LossDsl.Attack;

/// <summary>Random loss: a formula of soft counts and of the result of one stage of pixels.</summary>
/// <param name="Reduction">Attribute of the stage: PixelMean, PixelSum, PixelMax or PixelMin.</param>
/// <param name="Stage">Formula of the stage over p and y.</param>
/// <param name="Formula">Formula over tp, fp, fn, tn and the stage.</param>
internal sealed record AttackedLoss(string Reduction, Node Stage, Node Formula)
{
    private static readonly string[] Parameters = ["tp", "fp", "fn", "tn", "stage"];

    /// <summary>Returns C# source of the loss.</summary>
    /// <param name="index">Number of the loss in its assembly.</param>
    public string Source(int index)
    {
        var read = Parameters.Where(name => System.Text.RegularExpressions.Regex.IsMatch(Formula.Text, $@"\b{name}\b")).Select(static name => $"double {name}");
        var stage = Formula.Text.Contains("stage", StringComparison.Ordinal) ? $"[{Reduction}] static double Stage(double p, double y) => {Stage.Text}; " : "";
        return $"[Loss(\"loss-{index}\")] internal partial class Loss{index} {{ {stage}[Formula] static double Formula({string.Join(", ", read)}) => {Formula.Text}; }}";
    }

    /// <summary>Computes the value of a region.</summary>
    public (double Value, double Largest) Evaluate(Scene scene)
    {
        var point = new Point();
        var pixels = Enumerable.Range(0, scene.Logits.Length);
        point["tp"] = pixels.Sum(i => scene.Targets[i] * scene.Probability(i));
        point["fp"] = pixels.Sum(i => (1 - scene.Targets[i]) * scene.Probability(i));
        point["fn"] = pixels.Sum(i => scene.Targets[i] * scene.Complement(i));
        point["tn"] = pixels.Sum(i => (1 - scene.Targets[i]) * scene.Complement(i));
        double[] stage = [.. pixels.Select(i => OfPixel(scene, i, point))];
        point["stage"] = Reduction switch { "PixelMean" => stage.Average(), "PixelSum" => stage.Sum(), "PixelMax" => stage.Max(), _ => stage.Min() };
        return (Formula.Evaluate(point), point.Largest);
    }

    private double OfPixel(Scene scene, int pixel, Point point)
    {
        (point["p"], point["y"]) = (scene.Probability(pixel), scene.Targets[pixel]);
        return Stage.Evaluate(point);
    }
}
