namespace UNetTrainer.Reports;

/// <summary>A picture of a page.</summary>
/// <param name="Png">The picture.</param>
/// <param name="Description">What a person who does not see it is told.</param>
/// <param name="Caption">What stands below it, if anything.</param>
/// <param name="DarkPng">The picture for a dark page, where it differs.</param>
internal sealed record Picture(byte[] Png, string Description, string? Caption = null, byte[]? DarkPng = null)
{
    /// <summary>A PNG file.</summary>
    public static Picture File(string path, string description, string? caption) => new(System.IO.File.ReadAllBytes(path), description, caption);

    /// <summary>A picture that is drawn once in the colours of each page.</summary>
    public static Picture Drawn(Func<Pictures.Theme, byte[]> draw, string description, string? caption = null) =>
        new(draw(UNetTrainer.Pictures.Theme.Light), description, caption, draw(UNetTrainer.Pictures.Theme.Dark));

    /// <summary>The picture and its caption.</summary>
    public string ToHtml()
    {
        var dark = DarkPng is { } png ? $"<source media=\"(prefers-color-scheme: dark)\" srcset=\"{Uri(png)}\">" : "";
        var caption = Caption is { } text ? $"<figcaption>{HtmlText.Escape(text)}</figcaption>" : "";
        return $"<figure><picture>{dark}<img src=\"{Uri(Png)}\" alt=\"{HtmlText.Escape(Description)}\"></picture>{caption}</figure>";
    }

    private static string Uri(byte[] png) => $"data:image/png;base64,{Convert.ToBase64String(png)}";
}
