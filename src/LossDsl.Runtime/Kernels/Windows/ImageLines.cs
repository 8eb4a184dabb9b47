namespace LossDsl.Kernels.Windows;

/// <summary>Lines of an image in memory, from one of them on.</summary>
/// <param name="address">Address of the first value of the first line.</param>
/// <param name="first">Index of the first line in the image.</param>
/// <param name="width">Number of pixels of a line.</param>
internal readonly unsafe struct ImageLines(double* address, int first, int width)
{
    /// <summary>Returns a line of the image.</summary>
    public Span<double> this[int line] => new(address + ((nint)(line - first) * width), width);

    /// <summary>Sets the values of some lines to 0.</summary>
    public void Clear(LineRange range) => new Span<double>(address + ((nint)(range.Start - first) * width), checked(range.Count * width)).Clear();
}
