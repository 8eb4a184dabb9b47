using SkiaSharp;
using UNetTrainer.Data;

namespace UNetTrainer.Pictures;

/// <summary>Draws slices of several cases side by side, with a colour for each class.</summary>
internal static class ContactSheet
{
    private const int Columns = 6;
    private const int MostTiles = 48;
    private const int Tile = 160;
    private const int Caption = 18;

    /// <summary>Draws the sheet, with a legend below, and returns a PNG file. Few cases have several slices each, many have one each, taken evenly from the slices that show something.</summary>
    /// <param name="cases">Cases to draw.</param>
    /// <param name="entries">Entries of the legend.</param>
    public static byte[] Draw(IReadOnlyList<ISliceSource> cases, IEnumerable<(SKColor Colour, string Text)> entries)
    {
        var slices = Chosen(cases).ToArray();
        var rows = (slices.Length + Columns - 1) / Columns;
        using var legend = new Legend(entries, Columns * Tile);
        using var surface = SKSurface.Create(new SKImageInfo(Columns * Tile, (rows * (Tile + Caption)) + legend.Height));
        surface.Canvas.Clear(new SKColor(0x12, 0x12, 0x12));
        using var typeface = SKTypeface.FromFile(BundledFont.Path);
        using var font = new SKFont(typeface, 11);
        using var paint = new SKPaint { Color = SKColors.White, IsAntialias = true };
        foreach (var (i, slice) in slices.Index())
        {
            var (left, top) = (i % Columns * Tile, i / Columns * (Tile + Caption));
            using var picture = Picture(slice);
            surface.Canvas.Save();
            surface.Canvas.ClipRect(SKRect.Create(left, top, Tile, Tile + Caption));
            surface.Canvas.DrawText(slice.Name, left + 2, top + Caption - 5, SKTextAlign.Left, font, paint);
            surface.Canvas.DrawImage(picture, Fitted(picture, left, top + Caption), new SKSamplingOptions(SKFilterMode.Linear));
            surface.Canvas.Restore();
        }

        legend.Draw(surface.Canvas, rows * (Tile + Caption));
        using var encoded = surface.Snapshot().Encode(SKEncodedImageFormat.Png, 100);
        return encoded.ToArray();
    }

    private static IEnumerable<Slice> Chosen(IReadOnlyList<ISliceSource> cases)
    {
        var shown = Math.Min(cases.Count, MostTiles);
        return Enumerable.Range(0, shown).Select(i => cases[(int)((long)i * cases.Count / shown)]).SelectMany(c => Evenly(c, Math.Max(1, MostTiles / 2 / shown)));
    }

    private static IEnumerable<Slice> Evenly(ISliceSource source, int count)
    {
        var all = Slice.All(source).ToArray();
        var filled = all.Where(static s => s.Foreground > 0).ToArray();
        var from = filled.Length > 0 ? filled : all;
        var taken = Math.Min(count, from.Length);
        return Enumerable.Range(0, taken).Select(i => from[((2 * i) + 1) * from.Length / (2 * taken)]);
    }

    private static SKRect Fitted(SKImage picture, int left, int top)
    {
        var scale = Math.Min((float)(Tile - 4) / picture.Width, (float)(Tile - 4) / picture.Height);
        return SKRect.Create(left + 2, top, picture.Width * scale, picture.Height * scale);
    }

    private static SKImage Picture(Slice slice)
    {
        var (values, labels) = (new float[slice.Channels * slice.Width * slice.Height], new byte[slice.Width * slice.Height]);
        slice.Read(values, labels, new(slice.Height, slice.Width));
        return GreyPicture.Draw(Slice.Grey(values, slice.Channels), labels, slice.Width, slice.Height);
    }
}
