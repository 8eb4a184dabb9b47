using UNetTrainer.Errors;

namespace UNetTrainer.Imaging;

/// <summary>Separates the alpha channel of a picture from its colours.</summary>
internal static class Alpha
{
    /// <summary>Returns the channels that are asked for, and a sentence where alpha is left out that is not the same everywhere.</summary>
    /// <param name="samples">All channels, alpha the last.</param>
    /// <param name="hasAlpha">Whether the last channel is alpha.</param>
    /// <param name="hasTransparency">Whether the file makes certain colours transparent.</param>
    /// <param name="use">Part of the picture that is asked for.</param>
    /// <param name="kind">Kind of the file, for messages.</param>
    /// <exception cref="InputException">Alpha is asked for, and there is none.</exception>
    public static (Raster Raster, IReadOnlyList<string> Notes) Select(Raster samples, bool hasAlpha, bool hasTransparency, PictureUse use, string kind)
    {
        var last = samples.Channels - 1;
        if (use == PictureUse.AlphaMask)
        {
            return hasAlpha
                ? (samples.Select(last, 1), [])
                : throw new InputException($"it is a {kind} without an alpha channel, and --alpha-masks takes masks from there");
        }

        var varies = hasAlpha && samples.Channel(last).ContainsAnyExcept(samples.Channel(last)[0]);
        return (hasAlpha ? samples.Select(0, last) : samples, varies || hasTransparency ? [Note(use)] : []);
    }

    private static string Note(PictureUse use) =>
        $"its transparency is left out{(use == PictureUse.Mask ? "; --alpha-masks makes it the mask" : "")}";
}
