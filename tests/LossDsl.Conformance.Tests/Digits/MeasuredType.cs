using static TorchSharp.torch;

namespace LossDsl.Conformance.Digits;

/// <summary>Type of logits and gradients whose digits are measured. The value of half types is float32.</summary>
/// <param name="Type">The type.</param>
/// <param name="SmallestValue">Smallest normal number of the value's type: a relative error is not meant below it.</param>
/// <param name="SmallestGradient">Smallest normal number of the gradient's type.</param>
/// <param name="Activations">Activations that are measured.</param>
internal sealed record MeasuredType(ScalarType Type, double SmallestValue, double SmallestGradient, Activation[] Activations)
{
    private const double SmallestFloat = 1.1754943508222875e-38, SmallestHalf = 6.103515625e-5, SmallestDouble = 2.2250738585072014e-308;

    public static MeasuredType Float32 { get; } = new(ScalarType.Float32, SmallestFloat, SmallestFloat, Enum.GetValues<Activation>());

    // Half types compute as float32 does. For a given probability of 0 the slope of the logarithm is 1e30, which float16 cannot hold.
    public static MeasuredType Float16 { get; } = new(ScalarType.Float16, SmallestFloat, SmallestHalf, [Activation.Sigmoid, Activation.Softmax]);

    public static MeasuredType BFloat16 { get; } = new(ScalarType.BFloat16, SmallestFloat, SmallestFloat, Float16.Activations);

    /// <summary>Float64 is measured by the losses of PreciseLosses, which are written for sigmoid.</summary>
    public static MeasuredType Float64 { get; } = new(ScalarType.Float64, SmallestDouble, SmallestDouble, [Activation.Sigmoid]);
}
