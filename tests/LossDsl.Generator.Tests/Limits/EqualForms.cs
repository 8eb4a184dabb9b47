namespace LossDsl.Generator.Tests.Limits;

/// <summary>Generator of random formulas over quotients of soft counts that can be 0/0, each with another form that is equal as a fraction.</summary>
internal sealed class EqualForms(Random random)
{
    private static readonly string[] Counts = ["tp", "fp", "fn", "tn"];
    private static readonly string[] Weights = ["1.0", "2.0", "0.3", "0.7"];

    /// <summary>Returns a formula and its other form.</summary>
    public (string One, string Other) Next() => Formula(2);

    private (string One, string Other) Formula(int depth)
    {
        if (depth == 0)
        {
            return Quotient();
        }

        var (a, b) = (Formula(depth - 1), Formula(depth - 1));
        return random.Next(7) switch
        {
            0 => ($"{a.One} + {b.One}", $"{b.Other} + {a.Other}"),
            1 => ($"({a.One}) * ({b.One})", $"({b.Other}) * ({a.Other})"),
            2 => ($"1 - ({a.One})", $"0.25 - ({a.Other}) + 0.75"),
            3 => ($"Math.Sqrt({a.One})", $"Math.Pow({a.Other}, 0.5)"),
            4 => ($"Math.Exp(-({a.One}))", $"1 / Math.Exp({a.Other})"),
            5 => ($"({a.One}) * fp", $"fp * ({a.Other})"),
            _ => a,
        };
    }

    // The numerator has counts of the divisor alone, so that it is 0 wherever the divisor is.
    private (string One, string Other) Quotient()
    {
        string[] counts = [.. Counts.OrderBy(_ => random.Next()).Take(random.Next(1, 4)).Select(count => $"{Pick(Weights)} * {count}")];
        var above = random.Next(1, counts.Length + 1);
        var (numerator, rest, divisor) = (Sum(counts[..above]), above == counts.Length ? "0" : Sum(counts[above..]), Sum(counts));
        var plain = $"({numerator}) / ({divisor})";
        string[] others =
        [
            $"(1 - ({rest}) / ({divisor}))",
            $"(2 - ({rest}) / ({divisor}) - 1)",
            $"(3 * ({numerator})) / (3 * ({divisor}))",
            $"({numerator}) * (1 / ({divisor}))",
            $"({numerator}) / (0.5 * ({divisor}) + 0.5 * ({Sum([.. counts.Reverse()])}))",
            $"(({numerator}) * ({divisor})) / LossMath.Square({divisor})",
            $"({string.Join(" + ", counts[..above].Select(count => $"{count} / ({divisor})"))})",
            $"({numerator}) / (({numerator}) + ({rest}))",
            $"(({numerator}) + n - n) / ({divisor})",
            $"(({numerator}) * (tp + 1)) / (({divisor}) * (tp + 1))",
        ];
        return (Pick([plain, .. others]), Pick(others));
    }

    private static string Sum(string[] terms) => string.Join(" + ", terms);

    private T Pick<T>(T[] from) => from[random.Next(from.Length)];
}
