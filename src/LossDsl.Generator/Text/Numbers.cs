using System.Globalization;

namespace LossDsl.Generator.Text;

/// <summary>Formats and parses doubles independently of the machine's culture. Text from <see cref="ToCode"/> and <see cref="ToText"/> reads back to the same value.</summary>
internal static class Numbers
{
    /// <summary>Returns the number as a C# expression. The type of the expression is double, or an integer type if the text has neither a decimal point nor an exponent.</summary>
    public static string ToCode(double value) => value switch
    {
        double.PositiveInfinity => "double.PositiveInfinity",
        double.NegativeInfinity => "double.NegativeInfinity",
        double.NaN => "double.NaN",
        0 when double.IsNegativeInfinity(1 / value) => "-0.0",
        _ => ToText(value),
    };

    /// <summary>Returns decimal text that reads back to the same value. Integers below 1e6 in size have neither a decimal point nor an exponent.</summary>
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

    /// <summary>Returns the number as messages and documentation show it: <c>1e-5</c>, <c>∞</c>.</summary>
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

    /// <summary>Rounds to four significant digits, up or down. Zero, infinities and NaN stay unchanged.</summary>
    public static double Round(double value, bool up)
    {
        if (value == 0 || double.IsInfinity(value) || double.IsNaN(value))
        {
            return value;
        }

        // A difference in the last bits comes from floating-point error, so directed rounding must not enlarge it to a visible digit.
        var nearest = double.Parse(value.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        if (Math.Abs(nearest - value) <= 1e-12 * Math.Abs(value))
        {
            return nearest;
        }

        var unit = Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(value))) - 3);
        var outwards = (up ? Math.Ceiling(value / unit) : Math.Floor(value / unit)) * unit;
        return double.Parse(outwards.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    /// <summary>Parses text in the format of <see cref="ToText"/>. Returns false if the text is no number.</summary>
    public static bool TryParse(string text, out double value) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    /// <summary>Returns the number as LaTeX: <c>1e-5</c> becomes <c>10^{-5}</c>.</summary>
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

    // Parsing removes a plus sign and leading zeros.
    private static string Exponent(string text, int index) => int.Parse(text.Substring(index + 1), CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
}
