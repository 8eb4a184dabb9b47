namespace LossDsl.Kernels.Windows;

/// <summary>Consecutive lines of an image.</summary>
/// <param name="Start">First line.</param>
/// <param name="End">Line after the last one.</param>
internal readonly record struct LineRange(int Start, int End)
{
    /// <summary>Number of lines.</summary>
    public int Count => End - Start;

    /// <summary>Returns these lines and those around them, as far as the image goes.</summary>
    /// <param name="reach">Number of lines on each side.</param>
    /// <param name="count">Number of lines of the image.</param>
    public LineRange Widen(int reach, int count) => new(Math.Max(0, Start - reach), Math.Min(count, End + reach));

    /// <summary>Whether a line is one of these.</summary>
    public bool Contains(int line) => line >= Start && line < End;
}
