using static TorchSharp.torch;

namespace LossDsl.Inputs;

/// <summary><see cref="LossOptions.IgnoreIndex"/> beside the type of a target: a value that the type cannot hold marks no pixel, or on some backend another one.</summary>
internal static class IgnoredValue
{
    /// <exception cref="ArgumentException">The type of the target cannot hold the value.</exception>
    public static void Check(Tensor target, long? ignored)
    {
        if (ignored is { } value && !CanHold(target.dtype, value))
        {
            throw new ArgumentException($"{nameof(LossOptions.IgnoreIndex)} is {value}, which a target of {target.dtype} cannot hold, so that it marks no pixel. Convert the target before it is marked, e.g. to int64.", nameof(target));
        }
    }

    private static bool CanHold(ScalarType type, long value) => type switch
    {
        ScalarType.Bool => value is 0 or 1,
        ScalarType.Byte => value is >= byte.MinValue and <= byte.MaxValue,
        ScalarType.Int8 => value is >= sbyte.MinValue and <= sbyte.MaxValue,
        ScalarType.Int16 => value is >= short.MinValue and <= short.MaxValue,
        ScalarType.Int32 => value is >= int.MinValue and <= int.MaxValue,
        ScalarType.Float16 => IsWhole(value, 11, 65504),
        ScalarType.BFloat16 => IsWhole(value, 8, double.MaxValue),
        ScalarType.Float32 => IsWhole(value, 24, double.MaxValue),
        ScalarType.Float64 => IsWhole(value, 53, double.MaxValue),
        _ => true,
    };

    // A number with so many binary digits: what is left after trailing zeros fits them.
    private static bool IsWhole(long value, int digits, double largest)
    {
        var magnitude = (UInt128)Int128.Abs(value);
        var odd = magnitude == 0 ? 0 : magnitude >> (int)UInt128.TrailingZeroCount(magnitude);
        return odd < (UInt128)1 << digits && (double)magnitude <= largest;
    }
}
