using SkiaSharp;

namespace UNetTrainer.Pictures;

/// <summary>Legend of a picture: a square in the colour of each class with the class's name, in as many rows as the width needs.</summary>
internal sealed class Legend : IDisposable
{
    private const int RowHeight = 20;
    private const int Square = 10;
    private const int Gap = 6;

    private readonly SKTypeface typeface = SKTypeface.FromFile(BundledFont.Path);
    private readonly SKFont font;
    private readonly (SKColor Colour, string Text, float Left, float Top)[] entries;

    /// <param name="entries">Colour and text of each entry.</param>
    /// <param name="width">Width of the picture.</param>
    public Legend(IEnumerable<(SKColor Colour, string Text)> entries, int width)
    {
        font = new(typeface, 12);
        this.entries = [.. Placed(entries, width)];
    }

    /// <summary>Height of all rows.</summary>
    public int Height => entries.Length == 0 ? 0 : (int)entries[^1].Top + RowHeight;

    /// <summary>Entry of pixels that do not count.</summary>
    public static (SKColor Colour, string Text) Ignored { get; } = (ClassColours.Ignored, "ignored");

    /// <summary>Returns the entries of the classes but the background.</summary>
    public static IEnumerable<(SKColor Colour, string Text)> Classes(IReadOnlyList<string> names) => names.Index().Skip(1).Select(static n => (ClassColours.Of(n.Index), n.Item));

    /// <summary>Draws the legend below a height of the canvas.</summary>
    public void Draw(SKCanvas canvas, float top)
    {
        using var paint = new SKPaint { IsAntialias = true };
        foreach (var (colour, text, left, row) in entries)
        {
            paint.Color = colour;
            canvas.DrawRect(left, top + row + ((RowHeight - Square) / 2), Square, Square, paint);
            paint.Color = SKColors.White;
            canvas.DrawText(text, left + Square + Gap, top + row + RowHeight - Gap, SKTextAlign.Left, font, paint);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        font.Dispose();
        typeface.Dispose();
    }

    private IEnumerable<(SKColor, string, float, float)> Placed(IEnumerable<(SKColor Colour, string Text)> given, int width)
    {
        var (left, top) = ((float)Gap, 0f);
        foreach (var (colour, text) in given)
        {
            var length = Square + (3 * Gap) + font.MeasureText(text);
            if (left > Gap && left + length > width)
            {
                (left, top) = (Gap, top + RowHeight);
            }

            yield return (colour, text, left, top);
            left += length;
        }
    }
}
