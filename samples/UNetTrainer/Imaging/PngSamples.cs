using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using UNetTrainer.Errors;

namespace UNetTrainer.Imaging;

/// <summary>Decompresses the samples of a PNG file without changing their values. Skia and BigGustave reduce them to 8 bits.</summary>
internal static class PngSamples
{
    private static readonly Pass[] Whole = [new(0, 0, 1, 1)];

    // PNG specification, section 8.1.
    private static readonly Pass[] Adam7 = [new(0, 0, 8, 8), new(4, 0, 8, 8), new(0, 4, 4, 8), new(2, 0, 4, 4), new(0, 2, 2, 4), new(1, 0, 2, 2), new(0, 1, 1, 2)];

    /// <summary>Returns all samples, alpha and indices too.</summary>
    /// <exception cref="InputException">The pixels are damaged or truncated.</exception>
    public static Raster Read(PngHeader header, Stream compressed)
    {
        try
        {
            using var pixels = new ZLibStream(compressed, CompressionMode.Decompress);
            var raster = new Raster(header.Width, header.Height, header.Samples, new float[header.Width * header.Height * header.Samples]);
            foreach (var pass in header.IsInterlaced ? Adam7 : Whole)
            {
                Read(pass, header, pixels, raster);
            }

            // The checksum of the pixels is compared when the stream is read to its end.
            pixels.ReadByte();
            return raster;
        }
        catch (EndOfStreamException e)
        {
            throw new InputException("it is truncated", e);
        }
        catch (InvalidDataException e)
        {
            throw new InputException("it is damaged: its pixels cannot be decompressed", e);
        }
    }

    private static void Read(Pass pass, PngHeader header, Stream pixels, Raster raster)
    {
        var (width, height) = ((raster.Width - pass.X + pass.StepX - 1) / pass.StepX, (raster.Height - pass.Y + pass.StepY - 1) / pass.StepY);
        if (width < 1 || height < 1)
        {
            return;
        }

        var length = (int)header.Format.RowLength((long)width * header.Samples);
        var (row, above, samples) = (new byte[1 + length], new byte[1 + length], new float[width * header.Samples]);
        for (var y = 0; y < height; y++, (row, above) = (above, row))
        {
            pixels.ReadExactly(row);
            PngFilter.Undo(row[0], row.AsSpan(1), above.AsSpan(1), Math.Max(1, header.Samples * header.Format.Bits / 8));
            Unpack(header.Format, row.AsSpan(1), samples);
            Scatter(samples, pass, y, raster);
        }
    }

    private static void Unpack(SampleFormat format, ReadOnlySpan<byte> row, Span<float> samples)
    {
        if (format.Bits == 16 && BitConverter.IsLittleEndian)
        {
            // A copy, because the next row is filtered by the bytes of this one.
            var swapped = new ushort[row.Length / 2];
            BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, ushort>(row), swapped);
            row = MemoryMarshal.AsBytes(swapped.AsSpan());
        }

        format.Unpack(row, samples);
    }

    private static void Scatter(ReadOnlySpan<float> samples, Pass pass, int y, Raster raster)
    {
        for (var c = 0; c < raster.Channels; c++)
        {
            var at = pass.X + (raster.Width * (pass.Y + (pass.StepY * y))) + (c * raster.Pixels);
            for (var i = c; i < samples.Length; i += raster.Channels, at += pass.StepX)
            {
                raster.Values[at] = samples[i];
            }
        }
    }

    // First column and row of a pass, and the distances of its columns and rows.
    private readonly record struct Pass(int X, int Y, int StepX, int StepY);
}
