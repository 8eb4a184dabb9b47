using System.Numerics;
using System.Runtime.InteropServices;

namespace LossDsl.Kernels.Tests.Lanes;

internal static class SameBits
{
    /// <summary>Every width gives the bits of the scalar lane. What is not a number may be so in several ways.</summary>
    public static void Check<T>(ReadOnlySpan<T> numbers, ReadOnlySpan<T> scalar, ReadOnlySpan<T> vector, object width)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (MemoryMarshal.AsBytes(scalar).SequenceEqual(MemoryMarshal.AsBytes(vector)))
        {
            return;
        }

        for (var i = 0; i < numbers.Length; i++)
        {
            var same = T.IsNaN(scalar[i]) ? T.IsNaN(vector[i]) : scalar[i] == vector[i] && T.IsNegative(scalar[i]) == T.IsNegative(vector[i]);
            Assert.True(same, $"of {numbers[i]:R} {width} makes {vector[i]:R}, the scalar lane {scalar[i]:R}");
        }
    }
}
