using System.Text;
using System.Xml.Linq;

namespace UNetTrainer.Reports;

/// <summary>Builder of an HTML page that is complete in one file, with style and pictures.</summary>
/// <param name="title">Title and first heading of the page.</param>
internal sealed class Page(string title)
{
    private static readonly string Style = ReadStyle();

    private readonly StringBuilder body = new();

    /// <summary>Adds a heading.</summary>
    public Page Heading(string text) => Html($"<h2>{HtmlText.Escape(text)}</h2>");

    /// <summary>Adds a paragraph; nothing for an empty text.</summary>
    public Page Paragraph(string? text, string style = "") => string.IsNullOrEmpty(text) ? this : Html($"<p class=\"{style}\">{HtmlText.Escape(text)}</p>");

    /// <summary>Adds paragraphs.</summary>
    public Page Paragraphs(IEnumerable<string> texts) => texts.Aggregate(this, static (page, text) => page.Paragraph(text));

    /// <summary>Adds large figures, each with its name.</summary>
    public Page Figures(params IEnumerable<(string Name, string Value)> figures) =>
        Html($"<div class=\"figures\">{string.Concat(figures.Select(static f => $"<div><b>{HtmlText.Escape(f.Value)}</b>{HtmlText.Escape(f.Name)}</div>"))}</div>");

    /// <summary>Adds a table.</summary>
    /// <param name="header">Header of each column.</param>
    /// <param name="rows">Cells of each row.</param>
    /// <param name="texts">Number of columns, from the first, that hold text; the others hold numbers.</param>
    public Page Table(IEnumerable<string> header, IEnumerable<IEnumerable<string>> rows, int texts = 1) => Html(
        $"<div class=\"scroll\"><table><thead><tr>{Cells("th", header, texts)}</tr></thead><tbody>{string.Concat(rows.Select(r => $"<tr>{Cells("td", r, texts)}</tr>"))}</tbody></table></div>");

    /// <summary>Adds pictures side by side.</summary>
    public Page Pictures(params IEnumerable<Picture> pictures) => Html($"<div class=\"pictures\">{string.Concat(pictures.Select(static p => p.ToHtml()))}</div>");

    /// <summary>Adds formulas below each other.</summary>
    public Page Formulas(IEnumerable<XElement> formulas) => Html($"<div class=\"formula\">{string.Concat(formulas.Select(static f => f.ToString(SaveOptions.DisableFormatting)))}</div>");

    /// <summary>Adds a text that is folded until the reader opens it.</summary>
    public Page Details(string summary, string text) => Html($"<details><summary>{HtmlText.Escape(summary)}</summary><pre>{HtmlText.Escape(text)}</pre></details>");

    /// <summary>Adds HTML without escaping.</summary>
    public Page Html(string html)
    {
        body.AppendLine(html);
        return this;
    }

    /// <summary>Returns the HTML of the page.</summary>
    // The icon keeps browsers from requesting one.
    public override string ToString() => $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <link rel="icon" href="data:,">
        <title>{HtmlText.Escape(title)}</title>
        <style>
        {Style}</style>
        </head>
        <body>
        <h1>{HtmlText.Escape(title)}</h1>
        {body}</body>
        </html>

        """;

    private static string Cells(string tag, IEnumerable<string> cells, int texts) =>
        string.Concat(cells.Select((c, i) => $"<{tag}{(i < texts ? "" : " class=\"number\"")}>{HtmlText.Escape(c)}</{tag}>"));

    private static string ReadStyle()
    {
        using var stream = typeof(Page).Assembly.GetManifestResourceStream("report.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
