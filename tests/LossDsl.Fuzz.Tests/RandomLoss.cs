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
        ["ofPair"] = "[Input(Per.ClassPair), Range(0, 1)] double ofPair",
        ["ofImage"] = "[Input(Per.Image), Range(0, 1)] double ofImage",
        ["weight"] = "[Range(0, 2)] double weight = 0.7",
    };

    private readonly Random random;
    private readonly List<(string Name, ValueLevel Level)> values =
    [
        ("p", ValueLevel.Pixel), ("p", ValueLevel.Pixel), ("y", ValueLevel.Pixel), ("x", ValueLevel.Pixel), ("distance", ValueLevel.Pixel), ("quality", ValueLevel.Pixel), ("ofPair", ValueLevel.Pixel),
        ("tp", ValueLevel.Region), ("fp", ValueLevel.Region), ("fn", ValueLevel.Region), ("n", ValueLevel.Region), ("ofRegion", ValueLevel.Region), ("ofClass", ValueLevel.Region),
        ("classWeight", ValueLevel.Region), ("ofImage", ValueLevel.Image),
    ];

    private readonly List<(string Name, ValueLevel Level)> results = [];
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
        for (var i = random.Next(2, 6); i > 0; i--)
        {
            AddStage(StageForm.All[random.Next(StageForm.All.Count)]);
        }

        // Every result is read, by a stage over its level or by the formula.
        var reduced = AddStage(new(random.Next(2) == 0 ? "PixelSum" : "PixelMean", ValueLevel.Pixel, ValueLevel.Region), All(ValueLevel.Pixel));
        var level = random.Next(3) == 0 ? ValueLevel.Image : ValueLevel.Region;
        if (level == ValueLevel.Image)
        {
            AddStage(new("ClassMean", ValueLevel.Region, ValueLevel.Image), $"{reduced} + {All(ValueLevel.Region)}");
        }

        methods.Add(Method("Formula", "Formula", $"({All(level)}) * (2 + {Bounded(level, 3)})"));
        return methods;
    }

    // Images are reduced to the batch where there are values of images to reduce.
    private string AddStage(StageForm form, string? given = null)
    {
        if (form.Body == ValueLevel.Image && results.TrueForAll(static result => result.Level != ValueLevel.Image))
        {
            AddStage(new("ClassMean", ValueLevel.Region, ValueLevel.Image));
        }

        var attribute = form.Attribute == StageForm.OfOrder ? $"{form.Attribute}(nameof(S{AddStage(StageForm.All[0])[1..]}))" : form.Attribute;
        var name = $"stage{results.Count}";
        methods.Add(Method(attribute, $"S{name[1..]}", given ?? $"{Expression(form.Body, 3)} + {Last(form.Body)}"));
        results.Add((name, form.Result));

        // Twice, so that stages are read more often than quantities.
        values.AddRange([(name, form.Result), (name, form.Result)]);
        return name;
    }

    // The sum of all results of a level or a coarser one, each bounded.
    private string All(ValueLevel level) => string.Join(" + ", results.Where(result => result.Level <= level).Select(static result => $"Math.Tanh({result.Name})").DefaultIfEmpty("p * y"));

    private string Last(ValueLevel level) => results.FindLast(result => result.Level == level).Name ?? Number();

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
