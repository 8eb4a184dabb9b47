using System.Globalization;

namespace UNetTrainer.Wording;

/// <summary>Shows text of a file in a message: short, and without characters that steer a terminal.</summary>
internal static class Excerpt
{
    /// <summary>Returns the beginning of a text, in which control and format characters are question marks.</summary>
    public static string Show(string text, int longest = 80)
    {
        var shown = string.Concat(text.Take(longest).Select(static c => char.IsControl(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format ? '?' : c));
        return text.Length > longest ? shown + "..." : shown;
    }
}
