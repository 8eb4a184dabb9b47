using System.Text.RegularExpressions;

namespace LossDsl.Attack;

/// <summary>Random loss: a formula of soft counts and of the result of one stage of pixels.</summary>
/// <param name="Reduction">Attribute of the stage: PixelMean, PixelSum, PixelMax or PixelMin.</param>
/// <param name="Map">What the distance map of the stage is of, Target or Prediction; null if there is no map.</param>
/// <param name="Stage">Formula of the stage over p, y and the map d.</param>
/// <param name="Formula">Formula over tp, fp, fn, tn and the stage.</param>
internal sealed record AttackedLoss(string Reduction, string? Map, Node Stage, Node Formula)
{
    private const double Rounding = 1e-9;

    /// <summary>The variables of the formula and of the stage.</summary>
    public static readonly string[] Variables = ["tp", "fp", "fn", "tn", "stage", "p", "y", "d"];

    private static readonly string[] Counts = ["tp", "fp", "fn", "tn"];

    /// <summary>Returns C# source of the loss.</summary>
    /// <param name="index">Number of the loss in its assembly.</param>
    public string Source(int index)
    {
        var read = Counts.Append("stage").Where(name => Reads(Formula, name)).Select(static name => $"double {name}");
        var map = Map is not null && Reads(Stage, "d") ? $", [DistanceMap(Of.{Map})] double d" : "";
        var stage = ReadsStage ? $"[{Reduction}] static double Stage(double p, double y{map}) => {Stage.Text}; " : "";
        return $"[Loss(\"loss-{index}\")] internal partial class Loss{index} {{ {stage}[Formula] static double Formula({string.Join(", ", read)}) => {Formula.Text}; }}";
    }

    /// <summary>Whether the formula reads the stage.</summary>
    public bool ReadsStage => Reads(Formula, "stage");

    /// <summary>Computes the value of a region.</summary>
    /// <param name="scene">The pixels.</param>
    /// <param name="held">The pixels that give the map; null for <paramref name="scene"/>.</param>
    public Outcome Evaluate(Scene scene, Scene? held = null)
    {
        var point = new Point();
        var pixels = Enumerable.Range(0, scene.Logits.Length);
        point["tp"] = pixels.Sum(i => scene.Targets[i] * scene.Probability(i));
        point["fp"] = pixels.Sum(i => (1 - scene.Targets[i]) * scene.Probability(i));
        point["fn"] = pixels.Sum(i => scene.Targets[i] * scene.Complement(i));
        point["tn"] = pixels.Sum(i => (1 - scene.Targets[i]) * scene.Complement(i));
        var map = Map == "Prediction" ? (held ?? scene).DistancesOfPrediction : scene.DistancesOfTarget;
        double[] stage = [.. pixels.Select(i => OfPixel(point, scene.Probability(i), scene.Targets[i], map[i]))];
        point["stage"] = Reduction switch { "PixelMean" => stage.Average(), "PixelSum" => stage.Sum(), "PixelMax" => stage.Max(), _ => stage.Min() };
        var value = Formula.Evaluate(point);
        return point.MeetsZeroQuotient ? Limit(point, pixels.Count()) : new(value, Rounding * point.Largest);
    }

    private double OfPixel(Point point, double p, double y, double d)
    {
        (point["p"], point["y"], point["d"]) = (p, y, d);
        return Stage.Evaluate(point);
    }

    // At 0/0 the value is that of a tiny class that is predicted perfectly, as its size goes to 0. It is not known if it has no limit, or if the stage vanishes together with its map.
    private Outcome Limit(Point point, int pixels)
    {
        const double Size = 1.0 / (1L << 34);
        if (point["stage"] == 0 && ReadsStage && (Map is not null || Reduction is "PixelMax" or "PixelMin"))
        {
            return Outcome.Unknown;
        }

        var (once, twice) = (OfTinyClass(point.Copy(), Size, pixels), OfTinyClass(point.Copy(), 2 * Size, pixels));
        return Math.Abs(once.Value - twice.Value) < 1e-3 * once.Largest ? new((2 * once.Value) - twice.Value, 1e-3 * once.Largest) : Outcome.Unknown;
    }

    private (double Value, double Largest) OfTinyClass(Point point, double size, int pixels)
    {
        foreach (var count in Counts.Where(count => point[count] == 0))
        {
            point[count] = count is "tp" or "tn" ? size : size * size;
        }

        if (point["stage"] == 0)
        {
            point["stage"] = size * (OfPixel(point, 1 - size, 1, 0) + OfPixel(point, size, 0, 0)) / (Reduction == "PixelMean" ? pixels : 1);
        }

        return (Formula.Evaluate(point), point.Largest);
    }

    private static bool Reads(Node node, string name) => Regex.IsMatch(node.Text, $@"\b{name}\b");
}
