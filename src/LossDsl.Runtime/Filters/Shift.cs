using static TorchSharp.torch;

namespace LossDsl.Filters;

/// <summary>
/// Shift of images along one dimension, by pixels. The pixels whose shifted place lies within the image (<see cref="Near"/>) are shifted onto <see cref="Far"/>;
/// those whose place lies beyond the image (<see cref="Border"/>), onto the last pixel on that side (<see cref="Edge"/>).
/// </summary>
/// <param name="Dimension">The dimension of the shift.</param>
/// <param name="Length">The number of pixels along the dimension.</param>
/// <param name="Offset">The pixels of the shift. With 0, no place lies beyond the image.</param>
internal readonly record struct Shift(int Dimension, long Length, int Offset)
{
    // The number of pixels that are shifted beyond the image.
    private long Lost => Math.Min(Math.Abs(Offset), Length);

    /// <summary>Returns a view of the pixels whose place lies within the image.</summary>
    public Tensor Near(Tensor image) => image.narrow(Dimension, Offset > 0 ? 0 : Lost, Length - Lost);

    /// <summary>Returns a view of the places of these pixels.</summary>
    public Tensor Far(Tensor image) => image.narrow(Dimension, Offset > 0 ? Lost : 0, Length - Lost);

    /// <summary>Returns a view of the pixels whose place lies beyond the image.</summary>
    public Tensor Border(Tensor image) => image.narrow(Dimension, Offset > 0 ? Length - Lost : 0, Lost);

    /// <summary>Returns a view of the last pixel on the side of the shift.</summary>
    public Tensor Edge(Tensor image) => image.narrow(Dimension, Offset > 0 ? Length - 1 : 0, 1);
}
