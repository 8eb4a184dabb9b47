using System.Net;

namespace UNetTrainer.Reports;

/// <summary>Text in HTML.</summary>
internal static class HtmlText
{
    /// <summary>A text as HTML shows it, letter by letter.</summary>
    public static string Escape(string? text) => WebUtility.HtmlEncode(text ?? "");
}
