using static TorchSharp.torch;

namespace LossDsl.Inputs;

/// <summary>
/// Rejects an <see cref="LossOptions.IgnoreIndex"/> that the type of the target cannot hold. Such a value would mark no pixel, or on some backends the wrong pixels, after conversion.
/// </summary>
internal static class IgnoredValueCheck
{
    /// <summary>Checks the ignored value against the type of the target. A null value is always accepted.</summary>
    /// <exception cref="ArgumentException">The type of the target cannot hold the value.</exception>
    public static void Check(Tensor target, long? ignored)
    {
        if (ignored is { } value && !CanHold(target.dtype, value))
        {
            throw new ArgumentException($"{nameof(LossOptions.IgnoreIndex)} is {value}, which a target of {target.dtype} cannot hold, so that it marks no pixel. Convert the target, e.g. to int64, before you mark pixels in it.", nameof(target));
        }
    }

    private static bool CanHold(ScalarType type, long value) => type switch
    {
        ScalarType.Bool => value is 0 or 1,
        ScalarType.Byte => value is >= byte.MinValue and <= byte.MaxValue,
        ScalarType.Int8 => value is >= sbyte.MinValue and <= sbyte.MaxValue,
        ScalarType.Int16 => value is >= short.MinValue and <= short.MaxValue,
        ScalarType.Int32 => value is >= int.MinValue and <= int.MaxValue,
        ScalarType.Float16 => IsExact(value, 11, 65504),
        ScalarType.BFloat16 => IsExact(value, 8, double.MaxValue),
        ScalarType.Float32 => IsExact(value, 24, double.MaxValue),
        ScalarType.Float64 => IsExact(value, 53, double.MaxValue),
        _ => true,
    };

    // A float with this many significant bits holds an integer exactly if its odd part, the integer without trailing zero bits, fits the bits.
    private static bool IsExact(long value, int bits, double largest)
    {
        var magnitude = (UInt128)Int128.Abs(value);
        var odd = magnitude == 0 ? 0 : magnitude >> (int)UInt128.TrailingZeroCount(magnitude);
        return odd < (UInt128)1 << bits && (double)magnitude <= largest;
    }
}
