using System.Net;

namespace UNetTrainer.Reports;

/// <summary>Escapes text for HTML.</summary>
internal static class HtmlText
{
    /// <summary>Escapes a text so that HTML shows it unchanged; null becomes an empty text.</summary>
    public static string Escape(string? text) => WebUtility.HtmlEncode(text ?? "");
}
