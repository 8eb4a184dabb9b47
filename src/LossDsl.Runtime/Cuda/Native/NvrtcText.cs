namespace LossDsl.Cuda.Native;

/// <summary>A pair of NVRTC's functions: the size of a text or image of a program, and its bytes.</summary>
internal readonly unsafe struct NvrtcText
{
    private readonly delegate* unmanaged<nint, nuint*, int> getSize;
    private readonly delegate* unmanaged<nint, byte*, int> getBytes;

    /// <param name="library">Handle of NVRTC.</param>
    /// <param name="name">Name of the function that returns the bytes.</param>
    public NvrtcText(nint library, string name)
    {
        getSize = (delegate* unmanaged<nint, nuint*, int>)NativeFunction.Find(library, name + "Size");
        getBytes = (delegate* unmanaged<nint, byte*, int>)NativeFunction.Find(library, name);
    }

    /// <summary>Returns the bytes; none if there are none.</summary>
    public byte[] Read(nint program)
    {
        nuint size;
        if (getSize(program, &size) != 0)
        {
            return [];
        }

        var bytes = new byte[size];
        fixed (byte* first = bytes)
        {
            return size > 0 && getBytes(program, first) == 0 ? bytes : [];
        }
    }
}
