using System.Runtime.InteropServices;

namespace LossDsl.Cuda.Native;

/// <summary>Strings in native memory, UTF-8 with a closing 0, and an array of their addresses.</summary>
internal readonly unsafe ref struct NativeTexts
{
    private readonly int count;

    /// <param name="texts">The strings.</param>
    public NativeTexts(IReadOnlyList<string> texts)
    {
        count = texts.Count;
        Pointers = (byte**)NativeMemory.AllocZeroed((nuint)count + 1, (nuint)sizeof(byte*));
        for (var i = 0; i < count; i++)
        {
            Pointers[i] = (byte*)Marshal.StringToCoTaskMemUTF8(texts[i]);
        }
    }

    /// <summary>Addresses of the strings; valid until <see cref="Dispose"/>.</summary>
    public byte** Pointers { get; }

    /// <summary>Frees the memory.</summary>
    public void Dispose()
    {
        for (var i = 0; i < count; i++)
        {
            Marshal.FreeCoTaskMem((nint)Pointers[i]);
        }

        NativeMemory.Free(Pointers);
    }
}
