using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// Copies a shared library (64-bit little-endian ELF) and marks one symbol version that it needs as weak, so that the
/// loader accepts a system without that version. What cannot be read, or does not need the version, is copied as it is.
/// </summary>
/// <remarks>
/// Layout: System V ABI, chapters 4 and 5, and Linux Standard Base, "Symbol Versioning". Everything is found from the
/// dynamic segment, as the loader does, for a stripped library has no section table.
/// </remarks>
public sealed class MakeSymbolVersionOptional : Task
{
    private const uint Magic = 0x464c457f, LoadSegment = 1, DynamicSegment = 2;
    private const long StringTable = 5, NeededVersions = 0x6ffffffe, NeededVersionsCount = 0x6fffffff;
    private const byte Weak = 2;

    private byte[] file;

    [Required]
    public string Library { get; set; }

    [Required]
    public string Copy { get; set; }

    [Required]
    public string Version { get; set; }

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
        // An earlier copy may be loaded by a running program or linked from an output folder: it is replaced, not rewritten.
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

    // The versions needed of one library; each is a hash, flags, an index, a name and the distance to the next.
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

    // Type, flags, position, address, physical address, size: where each part of the file is in memory.
    private IEnumerable<long> Segments(uint type) =>
        Enumerable.Range(0, Half(56)).Select(i => Long(32) + i * Half(54)).Where(segment => Word(segment) == type);

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

    // Pairs of tag and value.
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
