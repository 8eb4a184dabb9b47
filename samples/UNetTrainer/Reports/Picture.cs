namespace UNetTrainer.Reports;

/// <summary>Picture on a page, with description and caption.</summary>
/// <param name="Png">Content of the PNG file.</param>
/// <param name="Description">Alternative text for readers who cannot see the picture.</param>
/// <param name="Caption">Text below the picture; null for none.</param>
/// <param name="DarkPng">Content of the PNG file for a dark page; null if the same.</param>
internal sealed record Picture(byte[] Png, string Description, string? Caption = null, byte[]? DarkPng = null)
{
    /// <summary>Reads a picture from a PNG file.</summary>
    public static Picture File(string path, string description, string? caption) => new(System.IO.File.ReadAllBytes(path), description, caption);

    /// <summary>Draws a picture twice, in the colours of a light and of a dark page.</summary>
    public static Picture Drawn(Func<Pictures.Theme, byte[]> draw, string description, string? caption = null) =>
        new(draw(UNetTrainer.Pictures.Theme.Light), description, caption, draw(UNetTrainer.Pictures.Theme.Dark));

    /// <summary>Returns the HTML of the picture and its caption.</summary>
    public string ToHtml()
    {
        var dark = DarkPng is { } png ? $"<source media=\"(prefers-color-scheme: dark)\" srcset=\"{Uri(png)}\">" : "";
        var caption = Caption is { } text ? $"<figcaption>{HtmlText.Escape(text)}</figcaption>" : "";
        return $"<figure{(DarkPng is null ? "" : " class=\"plot\"")}><picture>{dark}<img src=\"{Uri(Png)}\" alt=\"{HtmlText.Escape(Description)}\"></picture>{caption}</figure>";
    }

    private static string Uri(byte[] png) => $"data:image/png;base64,{Convert.ToBase64String(png)}";
}
