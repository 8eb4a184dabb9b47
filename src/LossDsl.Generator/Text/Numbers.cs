using System.Globalization;

namespace LossDsl.Generator.Text;

/// <summary>Numbers as text that reads back to the same bits, whatever the machine's language.</summary>
internal static class Numbers
{
    /// <summary>As a C# expression of type double, or of an integer type where the value is a small integer.</summary>
    public static string ToCode(double value) => value switch
    {
        double.PositiveInfinity => "double.PositiveInfinity",
        double.NegativeInfinity => "double.NegativeInfinity",
        double.NaN => "double.NaN",
        0 when double.IsNegativeInfinity(1 / value) => "-0.0",
        _ => ToText(value),
    };

    public static string ToText(double value)
    {
        if (value == Math.Floor(value) && Math.Abs(value) < 1e6)
        {
            return value.ToString("F0", CultureInfo.InvariantCulture);
        }

        // "R" does not always round-trip on the .NET Framework, where an older Visual Studio runs the generator.
        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        return double.Parse(shortest, CultureInfo.InvariantCulture).Equals(value) ? shortest : value.ToString("G17", CultureInfo.InvariantCulture);
    }

    /// <summary>For people: <c>1e-5</c> and <c>∞</c>.</summary>
    public static string ToDisplay(double value)
    {
        var text = ToText(value);
        var exponent = text.IndexOf('E');
        return value switch
        {
            double.PositiveInfinity => "∞",
            double.NegativeInfinity => "-∞",
            _ => exponent < 0 ? text : $"{text.Substring(0, exponent)}e{Exponent(text, exponent)}",
        };
    }

    /// <summary>To four digits, up or down.</summary>
    public static double Round(double value, bool up)
    {
        if (value == 0 || double.IsInfinity(value) || double.IsNaN(value))
        {
            return value;
        }

        // A unit in the last place is rounding, not a digit that people should read.
        var nearest = double.Parse(value.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        if (Math.Abs(nearest - value) <= 1e-12 * Math.Abs(value))
        {
            return nearest;
        }

        var unit = Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(value))) - 3);
        var outwards = (up ? Math.Ceiling(value / unit) : Math.Floor(value / unit)) * unit;
        return double.Parse(outwards.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    /// <summary>Reads what <see cref="ToText"/> wrote.</summary>
    public static bool TryParse(string text, out double value) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    public static string ToLatex(double value)
    {
        var text = ToText(value);
        var exponent = text.IndexOf('E');
        if (exponent < 0)
        {
            return text switch { "Infinity" => "\\infty", "-Infinity" => "-\\infty", _ => text };
        }

        var mantissa = text.Substring(0, exponent);
        var power = $"10^{{{Exponent(text, exponent)}}}";
        return mantissa switch { "1" => power, "-1" => "-" + power, _ => $"{mantissa} \\cdot {power}" };
    }

    // Without a plus and without leading zeros.
    private static string Exponent(string text, int index) => int.Parse(text.Substring(index + 1), CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
}
