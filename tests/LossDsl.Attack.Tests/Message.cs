using System.Globalization;
using System.Text.RegularExpressions;

namespace LossDsl.Attack;

/// <summary>Message of the generator about a loss.</summary>
internal sealed partial record Message(string Id, string Text)
{
    // The numbers of a message have four digits.
    private const double Digits = 2e-3;

    /// <summary>Whether the point in the message is where the message says it is; null for a message without a point, or about a part that is not evaluated here.</summary>
    public bool? Holds(AttackedLoss loss) => Id switch
    {
        "LOSS2001" or "LOSS2002" or "LOSS2005" => NotFinite().Match(Text) is { Success: true } match && Find(loss, match) is { } part ? !double.IsFinite(part.Evaluate(Point(match))) : null,
        "LOSS2008" => Kink().Match(Text) is { Success: true } match && Find(loss, match) is { Gap: { } gap } ? IsAtKink(gap, Point(match)) : null,
        "LOSS2004" => Slope().Match(Text) is { Success: true } match && !loss.ReadsStage ? Moves(loss, match) : null,
        _ => null,
    };

    // The gap is 0, or changes its sign within the digits of the message, as it does where a choice inside it switches.
    private static bool IsAtKink(Func<Point, double> gap, Point point)
    {
        var sign = Math.Sign(gap(point));
        return Math.Abs(gap(point)) <= Digits * point.Largest || AttackedLoss.Variables.Any(name => new[] { -Digits, Digits }.Any(change =>
        {
            var near = point.Copy();
            near[name] += change * Math.Max(1, Math.Abs(near[name]));
            return Math.Sign(gap(near)) != sign;
        }));
    }

    // A pixel of the foreground moves its share from fn to tp, one of the background from tn to fp. At a kink one side suffices. A quotient that is 0/0 is not evaluated here.
    private static bool? Moves(AttackedLoss loss, Match match)
    {
        const double Share = 1e-6;
        double[] changes = [Change(Share), -Change(-Share)];
        return changes.Any(double.IsNaN) ? null : changes.Any(change => match.Groups["moves"].Value == "raises" ? change > 0 : change < 0);

        double Change(double share)
        {
            var (before, after, isForeground) = (Point(match), Point(match), match.Groups["side"].Value == "foreground");
            after[isForeground ? "tp" : "fp"] += share;
            after[isForeground ? "fn" : "tn"] -= share;
            var difference = loss.Formula.Evaluate(after) - loss.Formula.Evaluate(before);
            return before.MeetsZeroQuotient ? double.NaN : difference;
        }
    }

    private static Node? Find(AttackedLoss loss, Match match) => loss.Formula.Find(match.Groups["part"].Value) ?? loss.Stage.Find(match.Groups["part"].Value);

    private static Point Point(Match match)
    {
        var point = new Point();
        foreach (var name in AttackedLoss.Variables)
        {
            point[name] = 0;
        }

        foreach (Match value in Value().Matches(match.Groups["point"].Value))
        {
            point[value.Groups["name"].Value] = double.Parse(value.Groups["value"].Value.Replace("∞", "Infinity", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        }

        return point;
    }

    [GeneratedRegex("^'(?<part>.*)' (is|overflows: it is) (NaN|-?∞) at (?<point>[^;]*)")]
    private static partial Regex NotFinite();

    [GeneratedRegex("^'(?<part>.*)' has no derivative at (?<point>[^;]*)")]
    private static partial Regex Kink();

    [GeneratedRegex("a (?<side>foreground|background) pixel (?<moves>raises|lowers) the value at (?<point>.*), where the derivative")]
    private static partial Regex Slope();

    [GeneratedRegex("(?<name>[a-z]+) = (?<value>[-+0-9.eE∞]+)")]
    private static partial Regex Value();
}
