namespace UNetTrainer.Pictures;

/// <summary>The font that lies beside the executable, so that pictures have readable text on a system without fonts.</summary>
internal static class BundledFont
{
    /// <summary>The family's name.</summary>
    public const string Family = "DejaVu Sans";

    /// <summary>The font's file.</summary>
    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "fonts", "DejaVuSans.ttf");
}
