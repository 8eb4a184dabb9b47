namespace LossDsl.Fuzz;

/// <summary>Random loss over all forms of stages, with inputs of every level, a map and a hyperparameter. The same seed gives the same loss.</summary>
internal sealed class RandomLoss
{
    private static readonly Dictionary<string, string> Parameters = new()
    {
        ["distance"] = "[DistanceMap(Of.Target)] double distance",
        ["quality"] = "[Input, Range(0, 1)] double quality",
        ["ofRegion"] = "[Input(Per.Region), Range(0, 1)] double ofRegion",
        ["ofClass"] = "[Input(Per.Class), Range(0, 1)] double ofClass",
        ["ofImage"] = "[Input(Per.Image), Range(0, 1)] double ofImage",
        ["weight"] = "[Range(0, 2)] double weight = 0.7",
    };

    private readonly Random random;
    private readonly List<(string Name, ValueLevel Level)> values =
    [
        ("p", ValueLevel.Pixel), ("p", ValueLevel.Pixel), ("y", ValueLevel.Pixel), ("x", ValueLevel.Pixel), ("distance", ValueLevel.Pixel), ("quality", ValueLevel.Pixel),
        ("tp", ValueLevel.Region), ("fp", ValueLevel.Region), ("fn", ValueLevel.Region), ("n", ValueLevel.Region), ("ofRegion", ValueLevel.Region), ("ofClass", ValueLevel.Region),
        ("classWeight", ValueLevel.Region), ("ofImage", ValueLevel.Image),
    ];

    private readonly List<string> methods = [];

    private RandomLoss(int seed) => random = new(seed);

    /// <summary>Returns the source of a loss named <c>Loss</c> with the seed as suffix.</summary>
    public static string Source(int seed)
    {
        var loss = new RandomLoss(seed);
        return $$"""
            [Loss("loss-{{seed}}")]
            public sealed partial class Loss{{seed}}
            {
            {{string.Join("\n\n", loss.Methods().Select(static method => $"    {method}"))}}
            }
            """;
    }

    private List<string> Methods()
    {
        var stages = random.Next(1, 6);
        for (var i = 0; i < stages; i++)
        {
            AddStage($"stage{i}");
        }

        // The formula reads the last result of each level, so that few stages stay unread.
        AddStage("total", StageForm.All.Where(static form => form.Attribute is "PixelSum" or "PixelMean").ElementAt(random.Next(2)));
        var level = random.Next(3) == 0 && values.Any(static v => v.Level == ValueLevel.Batch) ? ValueLevel.Image : ValueLevel.Region;
        methods.Add(Method("Formula", "Formula", level == ValueLevel.Region ? $"total + {Expression(level, 3)}" : Expression(level, 3)));
        return methods;
    }

    private void AddStage(string name, StageForm? given = null)
    {
        IReadOnlyList<StageForm> forms = [.. StageForm.All.Where(form => form.Body != ValueLevel.Image || values.Count(static v => v.Level == ValueLevel.Image) > 1)];
        var form = given ?? forms[random.Next(forms.Count)];
        methods.Add(Method(form.Attribute, char.ToUpperInvariant(name[0]) + name[1..], Expression(form.Body, 3)));

        // Twice, so that stages are read more often than quantities.
        values.AddRange([(name, form.Result), (name, form.Result)]);
    }

    private static string Method(string attribute, string name, string body)
    {
        var words = System.Text.RegularExpressions.Regex.Matches(body, "[a-zA-Z]\\w*").Select(static match => match.Value).Where(static word => char.IsLower(word[0])).Distinct();
        var parameters = words.Select(static word => Parameters.GetValueOrDefault(word, $"double {word}")).OrderBy(static parameter => parameter.Contains('='));
        return $"[{attribute}] internal static double {name}({string.Join(", ", parameters)}) => {body};";
    }

    // Every expression is bounded by what it is made of, so that values neither explode nor vanish.
    private string Expression(ValueLevel level, int depth) => depth == 0 || random.Next(6) == 0 ? Leaf(level) : random.Next(9) switch
    {
        0 or 1 => $"({Expression(level, depth - 1)} + {Expression(level, depth - 1)})",
        2 => $"({Expression(level, depth - 1)} - {Expression(level, depth - 1)})",
        3 or 4 => $"{Bounded(level, depth)} * {Bounded(level, depth)}",
        5 => $"{Expression(level, depth - 1)} / (1 + LossMath.Square({Expression(level, depth - 1)}))",
        6 => $"Math.Sqrt(1 + LossMath.Square({Expression(level, depth - 1)}))",
        7 => $"Math.Max({Expression(level, depth - 1)}, {Number()})",
        _ => Bounded(level, depth),
    };

    private string Bounded(ValueLevel level, int depth) => $"Math.Tanh({Expression(level, depth - 1)})";

    private string Leaf(ValueLevel level)
    {
        List<string> names = [.. values.Where(value => value.Level <= level).Select(static value => value.Name)];
        return random.Next(8) switch
        {
            0 => Number(),
            1 => "weight",
            _ when names.Count > 0 => names[random.Next(names.Count)],
            _ => Number(),
        };
    }

    private string Number() => (0.05 + (0.1 * random.Next(20))).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture);
}
