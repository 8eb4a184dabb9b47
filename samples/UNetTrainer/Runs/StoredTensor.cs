using static TorchSharp.torch;

namespace UNetTrainer.Runs;

/// <summary>Tensor of a safetensors file.</summary>
/// <param name="Name">Name, as in the state dict of a module.</param>
/// <param name="Type">Type of the numbers.</param>
/// <param name="Shape">Shape.</param>
/// <param name="Begin">Place of the first byte among the numbers of the file.</param>
/// <param name="Data">The numbers, little-endian.</param>
internal sealed record StoredTensor(string Name, ScalarType Type, long[] Shape, int Begin, ReadOnlyMemory<byte> Data)
{
    /// <summary>Returns a type by its name in the format; null for one that networks do not have.</summary>
    public static ScalarType? ParseType(string name) => name switch
    {
        "F64" => ScalarType.Float64,
        "F32" => ScalarType.Float32,
        "F16" => ScalarType.Float16,
        "BF16" => ScalarType.BFloat16,
        "I64" => ScalarType.Int64,
        _ => null,
    };

    /// <summary>Returns the bytes of a number.</summary>
    public static int Size(ScalarType type) => type switch
    {
        ScalarType.Float64 or ScalarType.Int64 => 8,
        ScalarType.Float32 => 4,
        _ => 2,
    };

    /// <summary>Creates the tensor.</summary>
    public Tensor Create()
    {
        var tensor = empty(Shape, Type);
        Data.Span.CopyTo(tensor.bytes);
        return tensor;
    }
}
