// Makes the bundled MRI sample: the Colin27 head at 2 mm and its brain mask, as NIfTI-1 files of 8-bit voxels.
//
//     apt-get install mricron-data
//     dotnet run eng/MakeSampleData.cs [TEMPLATES [OUTPUT]]
//
// Run again, it writes the same bytes.

using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

var templates = args.ElementAtOrDefault(0) ?? "/usr/share/mricron/templates";
var output = args.ElementAtOrDefault(1) ?? "samples/UNetTrainer/data/colin27";

var head = Volume.Read(Path.Combine(templates, "ch2.nii.gz"));
var brain = Volume.Read(Path.Combine(templates, "ch2bet.nii.gz"));
if (!head.Size.SequenceEqual(brain.Size) || !head.Origin.SequenceEqual(brain.Origin))
{
    throw new InvalidDataException("ch2 and ch2bet do not lie on the same grid.");
}

Directory.CreateDirectory(output);
// The mean of eight voxels, rounded; and brain where at least half of the eight are.
head.Halve(block => (byte)((block.Sum(voxel => voxel) + 4) / 8)).Write(Path.Combine(output, "colin27_T1w.nii.gz"));
brain.Halve(block => (byte)(block.Count(voxel => voxel > 0) >= 4 ? 1 : 0)).Write(Path.Combine(output, "colin27_brainmask.nii.gz"));

// Voxels of 8 bits, x fastest; the axes are those of the scanner: to the right, to the front, up, in mm.
internal sealed record Volume(int[] Size, float Spacing, float[] Origin, byte[] Voxels)
{
    private const int HeaderLength = 348, DataStart = 352, UnsignedByte = 2, Millimetre = 2, StandardSpace = 4;

    public static Volume Read(string path)
    {
        using var file = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var memory = new MemoryStream();
        file.CopyTo(memory);
        var bytes = memory.ToArray();

        short Short(int at) => BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(at));
        float Float(int at) => BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(at));

        // The rows of the matrix from voxels to mm: here nothing but a spacing and an origin.
        float[] matrix = [.. Enumerable.Range(0, 12).Select(i => Float(280 + 4 * i))];
        var spacing = matrix[0];
        float[] plain = [spacing, 0, 0, matrix[3], 0, spacing, 0, matrix[7], 0, 0, spacing, matrix[11]];
        int[] size = [Short(42), Short(44), Short(46)];
        if (Short(70) != UnsignedByte || Float(108) != DataStart || !matrix.SequenceEqual(plain) || bytes.Length != DataStart + size[0] * size[1] * size[2])
        {
            throw new InvalidDataException($"{path} is not the 8-bit volume along the scanner's axes that mricron-data has.");
        }

        return new(size, spacing, [matrix[3], matrix[7], matrix[11]], bytes[DataStart..]);
    }

    // Every 2 x 2 x 2 voxels become one; a last odd plane is left out.
    public Volume Halve(Func<byte[], byte> merge)
    {
        int[] size = [Size[0] / 2, Size[1] / 2, Size[2] / 2];
        var voxels = new byte[size[0] * size[1] * size[2]];
        var block = new byte[8];
        for (var i = 0; i < voxels.Length; i++)
        {
            int x = i % size[0], y = i / size[0] % size[1], z = i / (size[0] * size[1]);
            for (var corner = 0; corner < 8; corner++)
            {
                block[corner] = At(2 * x + (corner & 1), 2 * y + (corner >> 1 & 1), 2 * z + (corner >> 2));
            }

            voxels[i] = merge(block);
        }

        // The origin is the centre of the first voxel, which moves by half an old one.
        return new(size, 2 * Spacing, [.. Origin.Select(mm => mm + Spacing / 2)], voxels);
    }

    public void Write(string path)
    {
        var header = new byte[DataStart];
        void Short(int at, int value) => BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(at), (short)value);
        void Float(int at, float value) => BinaryPrimitives.WriteSingleLittleEndian(header.AsSpan(at), value);

        BinaryPrimitives.WriteInt32LittleEndian(header, HeaderLength);
        int[] dimensions = [3, .. Size, 1, 1, 1, 1];
        float[] spacings = [1, Spacing, Spacing, Spacing, 0, 0, 0, 0];
        for (var i = 0; i < 8; i++)
        {
            Short(40 + 2 * i, dimensions[i]);
            Float(76 + 4 * i, spacings[i]);
        }

        Short(70, UnsignedByte);
        Short(72, 8);
        Float(108, DataStart);
        Float(112, 1);
        header[123] = Millimetre;
        Encoding.ASCII.GetBytes("Colin27, 2 mm, from mricron-data", header.AsSpan(148));
        // The same place twice, for readers of the quaternion (no rotation: zeros) and of the matrix.
        Short(252, StandardSpace);
        Short(254, StandardSpace);
        for (var axis = 0; axis < 3; axis++)
        {
            Float(268 + 4 * axis, Origin[axis]);
            Float(280 + 16 * axis + 4 * axis, Spacing);
            Float(280 + 16 * axis + 12, Origin[axis]);
        }

        "n+1\0"u8.CopyTo(header.AsSpan(344));

        using var file = new GZipStream(File.Create(path), CompressionLevel.SmallestSize);
        file.Write(header);
        file.Write(Voxels);
        Console.WriteLine($"{path}: {string.Join(" x ", Size)} voxels of {Spacing} mm");
    }

    private byte At(int x, int y, int z) => Voxels[x + Size[0] * (y + Size[1] * z)];
}
