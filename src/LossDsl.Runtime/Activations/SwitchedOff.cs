using static TorchSharp.torch;

namespace LossDsl.Activations;

/// <summary>A class that a logit of -∞ has switched off: its p is 0, and 0 · log 0 is 0 wherever a formula counts nothing of the class.</summary>
internal static class SwitchedOff
{
    /// <summary>Stand-in for a logit, or a logarithm, of -∞: the lowest finite number of the type. 0 times it is 0, and e to its power is 0.</summary>
    public static double Logit(bool isSingle) => isSingle ? float.MinValue : double.MinValue;

    /// <summary>Logarithms of which none is -∞.</summary>
    public static Tensor Finite(Tensor logarithms) => logarithms.clamp(min: Logit(logarithms.dtype != float64));
}
