using LossDsl.Kernels.Memory;

namespace LossDsl.Kernels.Windows;

/// <summary>Scratch memory for lines of one image. Disposal returns all of it.</summary>
/// <param name="width">Number of pixels of a line.</param>
internal sealed unsafe class LineRoom(int width) : IDisposable
{
    private readonly List<FieldMemory> taken = [];

    /// <summary>Returns lines with undefined contents.</summary>
    public ImageLines Take(LineRange range)
    {
        var memory = new FieldMemory((nint)range.Count * width * sizeof(double));
        taken.Add(memory);
        return new((double*)memory.Address, range.Start, width);
    }

    public void Dispose() => taken.ForEach(static memory => memory.Dispose());
}
