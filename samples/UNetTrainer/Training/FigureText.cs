using System.Globalization;

namespace UNetTrainer.Training;

/// <summary>Formats figures for consoles, pages and pictures. A figure that is undefined is a dash.</summary>
internal static class FigureText
{
    /// <summary>Text of a figure that is undefined.</summary>
    public const string Undefined = "-";

    /// <summary>Formats a number with so many digits after the point; a dash for NaN and null.</summary>
    public static string Number(double? value, int digits = 4) =>
        value is { } number && !double.IsNaN(number) ? number.ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : Undefined;
}
