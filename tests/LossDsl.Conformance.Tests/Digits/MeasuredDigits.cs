using LossDsl.Conformance.Digits.Precise;

namespace LossDsl.Conformance.Digits;

/// <summary>Measures what <see cref="StatedDigits"/> state of a loss.</summary>
internal static class MeasuredDigits
{
    public static StatedDigits Measure(string loss)
    {
        var float32 = Of(MeasuredType.Float32).Measure(DigitMeasurement.Tensors, DigitMeasurement.Kernels);
        // The arithmetic of half types is that of float32: one width tells their rounding.
        Backend[] both = [Backend.Tensors, Backend.Vector256];
        return new(float32[0], float32[1], Of(MeasuredType.Float16).Measure(both)[0], Of(MeasuredType.BFloat16).Measure(both)[0])
        {
            Float64 = PreciseLosses.All.ContainsKey(loss) ? MeasureFloat64(loss) : null,
        };

        DigitMeasurement Of(MeasuredType type) => new(loss, type, input => DigitReason.Includes(loss, input));
    }

    private static DigitCount MeasureFloat64(string loss) => new DigitMeasurement(loss, MeasuredType.Float64, static _ => true)
        .Measure(input => PreciseLosses.Evaluate(loss, Numbers.Of(input.Logits), Numbers.Of(input.Target)), [.. DigitMeasurement.Tensors, .. DigitMeasurement.Kernels])[0];
}
