using System.Globalization;

namespace UNetTrainer.Data;

/// <summary>Labels of masks whose classes are colours. A colour is a label beyond all numbers that masks hold.</summary>
internal static class ColourLabel
{
    private const int First = 1 << 24;

    /// <summary>Label of black.</summary>
    public const int Black = First;

    /// <summary>Returns the label of a colour with components from 0 to 255.</summary>
    public static int Create(double red, double green, double blue) => First | ((int)red << 16) | ((int)green << 8) | (int)blue;

    /// <summary>Whether a label is a colour.</summary>
    public static bool IsColour(int label) => label >= First;

    /// <summary>Parses <c>#rrggbb</c>; null for other text.</summary>
    public static int? Parse(string text) =>
        text.Length == 7 && text[0] == '#' && int.TryParse(text.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var rgb) ? First | rgb : null;

    /// <summary>Returns a label as text: a number, or <c>#rrggbb</c>.</summary>
    public static string Describe(double label) =>
        label >= First ? $"#{(int)label - First:x6}" : label.ToString("0.###", CultureInfo.InvariantCulture);
}
