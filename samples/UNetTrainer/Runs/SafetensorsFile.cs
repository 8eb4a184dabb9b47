using System.Buffers.Binary;
using System.Text.Json;
using UNetTrainer.Errors;
using UNetTrainer.Wording;

namespace UNetTrainer.Runs;

/// <summary>
/// Tensors of a safetensors file: the length of the header, 8 bytes; the header, JSON with type, shape and place of each tensor; the numbers. Nothing of a file is believed: lengths
/// are compared with the size of the file, places with each other, and shapes with places, before anything is made of them.
/// </summary>
internal static class SafetensorsFile
{
    // Of the format's own reader. A header has about a hundred bytes for each tensor.
    private const long LargestHeader = 100_000_000;

    /// <summary>Reads the tensors from the content of a file.</summary>
    /// <param name="path">Path of the file, for messages.</param>
    /// <param name="file">Content of the file, of which the tensors are parts.</param>
    /// <exception cref="InputException">The file is none, or is damaged; the message says in which way.</exception>
    public static IReadOnlyDictionary<string, StoredTensor> Parse(string path, byte[] file)
    {
        var length = file.Length < 8 ? 0 : BinaryPrimitives.ReadUInt64LittleEndian(file);
        if (length < 2 || length > (ulong)Math.Min(LargestHeader, file.Length - 8))
        {
            throw Damaged(path, $"its first 8 bytes say that the header has {length} bytes, and {Math.Max(0, file.Length - 8)} follow");
        }

        var start = 8 + (int)length;
        try
        {
            using var header = JsonDocument.Parse(file.AsMemory(8, (int)length), new() { MaxDepth = 8 });
            var tensors = header.RootElement.EnumerateObject().Where(static entry => entry.Name != "__metadata__").Select(entry => ParseEntry(path, entry, file.AsMemory(start))).ToList();
            CheckPlaces(path, tensors, file.Length - start);
            return tensors.ToDictionary(static tensor => tensor.Name);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
        {
            throw Damaged(path, $"its header cannot be read ({Excerpt.Show(e.Message, 200)})", e);
        }
    }

    /// <summary>Reads the content of a file.</summary>
    /// <exception cref="InputException">The file cannot be read.</exception>
    public static byte[] ReadBytes(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InputException($"The weights '{path}' cannot be read: {e.Message}", e);
        }
    }

    private static StoredTensor ParseEntry(string path, JsonProperty entry, ReadOnlyMemory<byte> data)
    {
        var (type, shape) = (StoredTensor.ParseType(entry.Value.GetProperty("dtype").GetString()!), entry.Value.GetProperty("shape").EnumerateArray().Select(static d => d.GetInt64()).ToArray());
        var (begin, end) = entry.Value.GetProperty("data_offsets").EnumerateArray().Select(static o => o.GetInt64()).ToArray() is [var first, var last] ? (first, last) : (-1, -1);
        if (type is not { } known)
        {
            throw Damaged(path, $"'{Excerpt.Show(entry.Name)}' has the type {Excerpt.Show(entry.Value.GetProperty("dtype").GetString() ?? "null")}; F64, F32, F16, BF16 and I64 are read");
        }

        // By division, because a product of large lengths would overflow.
        var elements = shape.Any(static d => d < 0) || shape.Length > 8 ? -1 : shape.Aggregate(1L, static (product, d) => product < 0 || (d != 0 && product > int.MaxValue / d) ? -1 : product * d);
        if (elements < 0 || begin < 0 || end > data.Length || end - begin != elements * StoredTensor.Size(known))
        {
            throw Damaged(path, $"'{Excerpt.Show(entry.Name)}' of shape [{Excerpt.Show(string.Join(", ", shape))}] is said to lie at {begin} to {end} of {data.Length} bytes");
        }

        return new(entry.Name, known, shape, (int)begin, data[(int)begin..(int)end]);
    }

    // Places follow each other without gaps, as the format demands: no byte belongs to two tensors, or to none.
    private static void CheckPlaces(string path, List<StoredTensor> tensors, int length)
    {
        var expected = 0;
        foreach (var tensor in tensors.OrderBy(static t => t.Begin).ThenBy(static t => t.Data.Length))
        {
            if (tensor.Begin != expected)
            {
                throw Damaged(path, $"'{Excerpt.Show(tensor.Name)}' begins at {tensor.Begin} of the numbers, where {expected} was expected");
            }

            expected += tensor.Data.Length;
        }

        if (expected != length)
        {
            throw Damaged(path, $"its tensors have {expected} bytes, and {length} follow the header");
        }
    }

    private static InputException Damaged(string path, string how, Exception? cause = null) => new($"'{path}' is no whole safetensors file: {how}.", cause);
}
