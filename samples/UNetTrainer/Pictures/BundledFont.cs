namespace UNetTrainer.Pictures;

/// <summary>Names the font that lies beside the executable, so that pictures have readable text on a system without fonts.</summary>
internal static class BundledFont
{
    /// <summary>Name of the font family.</summary>
    public const string Family = "DejaVu Sans";

    /// <summary>Path of the font file.</summary>
    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "fonts", "DejaVuSans.ttf");
}
