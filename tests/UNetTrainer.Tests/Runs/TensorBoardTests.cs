using System.Buffers.Binary;
using Google.Protobuf;
using UNetTrainer.Runs;
using UNetTrainer.Tests.Support;
using UNetTrainer.Training;

namespace UNetTrainer.Tests.Runs;

/// <summary>Tests of <see cref="TensorBoardLog"/>, by reading its event file back.</summary>
public sealed class TensorBoardTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void TheEventFile_HoldsWhatWasAdded_WhileTheRunGoesOn()
    {
        var log = new TensorBoardLog(folder.Path);
        log.Add(new(1, 0.5, 0.25, new(3, 1, 1, 5), 1e-3, 9));
        log.Add(new(2, 0.375, 0.125, new(4, 0, 1, 5), 1e-3, 9));

        var file = Assert.Single(Directory.GetFiles(folder["tensorboard"]));
        Assert.Contains("tfevents", file, StringComparison.Ordinal);
        var scalars = Records(Read(file)).SelectMany(Scalars).ToLookup(static s => s.Tag, static s => (s.Step, s.Value));
        Assert.Equal([(1, 0.5f), (2, 0.375f)], scalars["loss/training"]);
        Assert.Equal([(1, 0.25f), (2, 0.125f)], scalars["loss/validation"]);
        Assert.Equal([(1, 0.75f), (2, 8 / 9f)], scalars["validation/Dice"]);
        Assert.Equal([(1, 1e-3f), (2, 1e-3f)], scalars["learning rate"]);
    }

    public void Dispose() => folder.Dispose();

    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    // A TFRecord has a length, its checksum, the data and their checksum. TensorBoard drops records with a wrong checksum.
    private static IEnumerable<byte[]> Records(byte[] file)
    {
        for (var at = 0; at < file.Length;)
        {
            var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(at));
            var record = file[(at + 12)..(at + 12 + length)];
            Assert.Equal(MaskedCrc(file.AsSpan(at, 8)), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 8)));
            Assert.Equal(MaskedCrc(record), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 12 + length)));
            yield return record;
            at += 16 + length;
        }
    }

    private static uint MaskedCrc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc = System.Numerics.BitOperations.Crc32C(crc, b);
        }

        crc = ~crc;
        return ((crc >> 15) | (crc << 17)) + 0xA282EAD8;
    }

    // Reads Event { int64 step = 2; Summary summary = 5 { Value value = 1 { string tag = 1; float simple_value = 2 } } }.
    private static List<(int Step, string Tag, float Value)> Scalars(byte[] record)
    {
        var (step, tags) = (0, new List<(string, float)>());
        var input = new CodedInputStream(record);
        for (var tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            switch (tag >> 3)
            {
                case 2:
                    step = (int)input.ReadInt64();
                    break;
                case 5:
                    tags.AddRange(Values(input.ReadBytes().ToByteArray()));
                    break;
                default:
                    input.SkipLastField();
                    break;
            }
        }

        return [.. tags.Select(t => (step, t.Item1, t.Item2))];
    }

    private static IEnumerable<(string Tag, float Value)> Values(byte[] summary)
    {
        var input = new CodedInputStream(summary);
        while (input.ReadTag() == 10)
        {
            var (value, name, number) = (new CodedInputStream(input.ReadBytes().ToByteArray()), "", 0f);
            for (var tag = value.ReadTag(); tag != 0; tag = value.ReadTag())
            {
                switch (tag >> 3)
                {
                    case 1:
                        name = value.ReadString();
                        break;
                    case 2:
                        number = value.ReadFloat();
                        break;
                    default:
                        value.SkipLastField();
                        break;
                }
            }

            yield return (name, number);
        }
    }
}
