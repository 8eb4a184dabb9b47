using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// MSBuild task that copies a shared library (64-bit little-endian ELF) and marks one symbol version that it needs as weak.
/// The loader then accepts the copy on a system without that version. A file that cannot be read as ELF, or does not need
/// the version, is copied unchanged.
/// </summary>
/// <remarks>
/// Layout: System V ABI, chapters 4 and 5, and Linux Standard Base, "Symbol Versioning". The task finds every table through
/// the dynamic segment, as the loader does, because a stripped library has no section table.
/// </remarks>
public sealed class MakeSymbolVersionOptional : Task
{
    private const uint Magic = 0x464c457f, LoadSegment = 1, DynamicSegment = 2;
    private const long StringTable = 5, NeededVersions = 0x6ffffffe, NeededVersionsCount = 0x6fffffff;
    private const byte Weak = 2;

    private byte[] file;

    /// <summary>Path of the library to copy.</summary>
    [Required]
    public string Library { get; set; }

    /// <summary>Path of the copy. Missing folders are created, and an earlier copy is replaced.</summary>
    [Required]
    public string Copy { get; set; }

    /// <summary>Name of the symbol version to mark as weak, e.g. GLIBCXX_3.4.32.</summary>
    [Required]
    public string Version { get; set; }

    /// <summary>Writes the copy. Always succeeds for a readable file: a library that cannot be changed is copied unchanged, with a message.</summary>
    public override bool Execute()
    {
        file = File.ReadAllBytes(Library);
        try
        {
            MarkVersion();
        }
        catch (Exception e) when (e is ArgumentException or InvalidDataException or OverflowException)
        {
            Log.LogMessage(MessageImportance.High, "{0} is used as it is: {1}", Library, e.Message);
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Copy));
        // An earlier copy may be loaded by a running program or hard-linked from an output folder. Deleting it leaves those intact; rewriting would change them.
        File.Delete(Copy);
        File.WriteAllBytes(Copy, file);
        return true;
    }

    private void MarkVersion()
    {
        if (Word(0) != Magic || file[4] != 2 || file[5] != 1)
        {
            throw new InvalidDataException("it is not a 64-bit little-endian ELF file.");
        }

        long strings = Position(Dynamic(StringTable)), library = Position(Dynamic(NeededVersions));
        for (var left = Dynamic(NeededVersionsCount); left > 0; left--)
        {
            MarkVersion(library + Word(library + 8), Half(library + 2), strings);
            library += Word(library + 12);
        }
    }

    // The versions needed from one library (Vernaux entries). Each has a hash, flags, an index, a name and the offset of the next entry.
    private void MarkVersion(long version, int count, long strings)
    {
        for (; count > 0; count--)
        {
            if (Text(strings + Word(version + 8)) == Version)
            {
                file[version + 4] |= Weak;
            }

            version += Word(version + 12);
        }
    }

    // Positions of the program headers of one type. Each header has type, flags, file position, address, physical address and size.
    private IEnumerable<long> Segments(uint type) =>
        Enumerable.Range(0, Half(56)).Select(i => Long(32) + i * Half(54)).Where(segment => Word(segment) == type);

    // Converts a virtual address to a position in the file.
    private long Position(long address)
    {
        foreach (var segment in Segments(LoadSegment))
        {
            var distance = address - Long(segment + 16);
            if (distance >= 0 && distance < Long(segment + 32))
            {
                return Long(segment + 8) + distance;
            }
        }

        throw new InvalidDataException($"no segment holds the address {address:x}.");
    }

    // Returns the value of a tag in the dynamic segment, which is a list of pairs of tag and value.
    private long Dynamic(long tag)
    {
        foreach (var segment in Segments(DynamicSegment))
        {
            for (long entry = Long(segment + 8), end = entry + Long(segment + 32); entry < end; entry += 16)
            {
                if (Long(entry) == tag)
                {
                    return Long(entry + 8);
                }
            }
        }

        throw new InvalidDataException($"its dynamic segment has no entry {tag:x}.");
    }

    private ushort Half(long position) => BitConverter.ToUInt16(file, checked((int)position));

    private uint Word(long position) => BitConverter.ToUInt32(file, checked((int)position));

    private long Long(long position) => BitConverter.ToInt64(file, checked((int)position));

    private string Text(long position)
    {
        var start = checked((int)position);
        return Encoding.ASCII.GetString(file, start, Array.IndexOf(file, (byte)0, start) - start);
    }
}
