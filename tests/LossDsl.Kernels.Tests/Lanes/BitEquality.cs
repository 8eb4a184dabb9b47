using System.Numerics;
using System.Runtime.InteropServices;

namespace LossDsl.Kernels.Tests.Lanes;

/// <summary>Asserts that a vector lane computes the same bits as the scalar lane.</summary>
internal static class BitEquality
{
    /// <summary>Asserts that two results have the same bits, number by number. Two NaN are equal whatever their bits.</summary>
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
