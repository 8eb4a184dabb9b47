using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace LossDsl.Cuda.Native;

/// <summary>Tells whether a file or folder belongs to the user of this process and no other user can write to it. On Windows the profile that it lies in tells that.</summary>
internal static unsafe partial class FileOwner
{
    private const int CurrentFolder = -100;
    private const int EmptyPath = 0x1000;

    // The fields that are asked for: type and mode, owner. The layout of the result is the same on all Linux systems.
    private const uint ModeAndOwner = 0x1 | 0x2 | 0x8;
    private const int MaskOffset = 0, OwnerOffset = 20, ModeOffset = 28, Size = 256;
    private const int WritableByOthers = 0x12;

    /// <summary>Returns whether only the user can write to the file or folder at a path.</summary>
    public static bool IsOnlyUser(string path) => !OperatingSystem.IsWindows() && IsOnlyUser(CurrentFolder, path, 0);

    /// <summary>Returns whether only the user can write to an open file.</summary>
    public static bool IsOnlyUser(SafeFileHandle file) => OperatingSystem.IsWindows() || IsOnlyUser((int)file.DangerousGetHandle(), "", EmptyPath);

    private static bool IsOnlyUser(int folder, string path, int flags)
    {
        try
        {
            var status = stackalloc byte[Size];
            return statx(folder, path, flags, ModeAndOwner, status) == 0
                && (Read<uint>(MaskOffset) & ModeAndOwner) == ModeAndOwner && Read<uint>(OwnerOffset) == geteuid() && (Read<ushort>(ModeOffset) & WritableByOthers) == 0;

            T Read<T>(int offset) where T : unmanaged => MemoryMarshal.Read<T>(new ReadOnlySpan<byte>(status + offset, sizeof(T)));
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            return false;
        }
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int statx(int folder, string path, int flags, uint mask, byte* status);

    [LibraryImport("libc")]
    private static partial uint geteuid();
}
