using System.ComponentModel;
using System.Runtime.CompilerServices;
using LossDsl.Lanes;

namespace LossDsl.CompilerServices;

/// <summary>
/// Lane: a SIMD vector of float32 or float64 elements, one for each pixel, or a scalar lane of one element. Generic arithmetic over a lane is compiled separately for each width, and
/// gives the same bits for every width. A condition is a lane whose elements have all bits set (true) or none (false).
/// </summary>
/// <remarks>
/// The JIT passes a structure that holds a register through memory, so a call would cost more than most functions here. Hence every method is marked for aggressive inlining, and so
/// are its callers: the JIT's inlining budget grows only along such chains. The JIT also stops inlining into a method with 512 locals, and every argument that is not a local
/// becomes one. Hence operations take float64 arguments directly, and functions do not branch by element type, because the dead branch would use locals too. Kernels keep
/// calls out of their loops, because a call spills every register.
/// </remarks>
/// <typeparam name="TSelf">Type of the lane.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ILane<TSelf>
    where TSelf : struct, ILane<TSelf>
{
    /// <summary>Number of elements.</summary>
    static abstract int Count { get; }

    /// <summary>Whether the elements are float32; otherwise they are float64.</summary>
    static abstract bool IsSingle { get; }

    /// <summary>Lane of zeros.</summary>
    static virtual TSelf Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => default;
    }

    /// <summary>Lane of ones.</summary>
    static virtual TSelf One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TSelf.Broadcast(1);
    }

    /// <summary>Returns a lane with the same number, rounded to the element type, in every element.</summary>
    static abstract TSelf Broadcast(double value);

    /// <summary>Computes a + b.</summary>
    static abstract TSelf operator +(TSelf a, TSelf b);

    /// <summary>Computes a - b.</summary>
    static abstract TSelf operator -(TSelf a, TSelf b);

    /// <summary>Computes a b.</summary>
    static abstract TSelf operator *(TSelf a, TSelf b);

    /// <summary>Computes a / b.</summary>
    static abstract TSelf operator /(TSelf a, TSelf b);

    /// <summary>Computes -value.</summary>
    static abstract TSelf operator -(TSelf value);

    /// <summary>Computes a + b.</summary>
    static abstract TSelf operator +(TSelf a, double b);

    /// <summary>Computes a + b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual TSelf operator +(double a, TSelf b) => b + a;

    /// <summary>Computes a - b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual TSelf operator -(TSelf a, double b) => a + -b;

    /// <summary>Computes a - b.</summary>
    static abstract TSelf operator -(double a, TSelf b);

    /// <summary>Computes a b.</summary>
    static abstract TSelf operator *(TSelf a, double b);

    /// <summary>Computes a b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual TSelf operator *(double a, TSelf b) => b * a;

    /// <summary>Computes a / b.</summary>
    static abstract TSelf operator /(TSelf a, double b);

    /// <summary>Computes a / b.</summary>
    static abstract TSelf operator /(double a, TSelf b);

    /// <summary>Computes a b + c with one rounding.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>Computes a b + c with one rounding.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, double c);

    /// <summary>Computes a b + c with one rounding.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, double b, TSelf c);

    /// <summary>Computes (((value x + c3) x + c2) x + c1) x + c0 with four roundings: four steps of Horner's rule.</summary>
    static abstract TSelf Horner(TSelf value, TSelf x, double c3, double c2, double c1, double c0);

    /// <summary>Computes |value|.</summary>
    static abstract TSelf Abs(TSelf value);

    /// <summary>Computes the square root, correctly rounded.</summary>
    static abstract TSelf Sqrt(TSelf value);

    /// <summary>Computes the larger of a and b. NaN where b is NaN; where only a is NaN, the result depends on the processor. Of two zeros with different signs, either.</summary>
    static abstract TSelf Max(TSelf a, TSelf b);

    /// <summary>
    /// Returns the one of a and b whose bits are the larger unsigned integer. For nonnegative numbers that is the larger number; negative numbers and NaN exceed all of these.
    /// So one instruction per lane suffices to find whether any of many numbers lies outside [0, limit].
    /// </summary>
    static abstract TSelf LargerBits(TSelf a, TSelf b);

    /// <summary>Computes the smaller of a and b. NaN where b is NaN; where only a is NaN, the result depends on the processor. Of two zeros with different signs, either.</summary>
    static abstract TSelf Min(TSelf a, TSelf b);

    /// <summary>Rounds to the nearest whole number, ties to even.</summary>
    static abstract TSelf Round(TSelf value);

    /// <summary>Returns the condition a &lt; b.</summary>
    static abstract TSelf Less(TSelf a, TSelf b);

    /// <summary>Returns the condition a ≤ b.</summary>
    static abstract TSelf LessOrEqual(TSelf a, TSelf b);

    /// <summary>Returns the condition a &gt; b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual TSelf Greater(TSelf a, TSelf b) => TSelf.Less(b, a);

    /// <summary>Returns the condition a ≥ b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual TSelf GreaterOrEqual(TSelf a, TSelf b) => TSelf.LessOrEqual(b, a);

    /// <summary>Returns the condition a = b.</summary>
    static abstract TSelf Equal(TSelf a, TSelf b);

    /// <summary>Returns the condition a ≠ b, which holds where one is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual TSelf NotEqual(TSelf a, TSelf b) => TSelf.Not(TSelf.Equal(a, b));

    /// <summary>Returns the condition that the sign bit is set, as in negative numbers and -0.</summary>
    static abstract TSelf IsSigned(TSelf value);

    /// <summary>Returns the bitwise AND. Of a condition and a number, it is the number where the condition holds, and 0 elsewhere.</summary>
    static abstract TSelf And(TSelf a, TSelf b);

    /// <summary>Returns the bitwise OR, which for conditions means that at least one holds.</summary>
    static abstract TSelf Or(TSelf a, TSelf b);

    /// <summary>Returns the negation of a condition.</summary>
    static abstract TSelf Not(TSelf condition);

    /// <summary>Returns <paramref name="whenTrue"/> where the condition holds, otherwise <paramref name="whenFalse"/>.</summary>
    static abstract TSelf Select(TSelf condition, TSelf whenTrue, TSelf whenFalse);

    /// <summary>Returns whether the condition holds for at least one element.</summary>
    static abstract bool Any(TSelf condition);

    /// <summary>Returns the condition that holds for the first <paramref name="count"/> elements.</summary>
    static abstract TSelf FirstLanes(int count);

    /// <summary>Loads numbers and converts them to the element type. The offset counts numbers.</summary>
    static abstract TSelf Load(ref readonly float source, nint offset);

    /// <summary>Loads numbers and converts them to the element type. The offset counts numbers.</summary>
    static abstract TSelf Load(ref readonly double source, nint offset);

    /// <summary>Loads bytes, of a mask or class indices, as numbers. The offset counts bytes.</summary>
    static abstract TSelf Load(ref readonly byte source, nint offset);

    /// <summary>Loads class indices as numbers. The offset counts indices. float32 represents whole numbers up to 2^24 exactly.</summary>
    static abstract TSelf Load(ref readonly long source, nint offset);

    /// <summary>Stores the elements, converted to the destination's type. The offset counts numbers.</summary>
    static abstract void Store(TSelf value, ref float destination, nint offset);

    /// <summary>Stores the elements, converted to the destination's type. The offset counts numbers.</summary>
    static abstract void Store(TSelf value, ref double destination, nint offset);

    /// <summary>Stores the elements with a non-temporal store, if the width has one. The destination must be aligned to the size of the lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual void Stream(TSelf value, ref float destination, nint offset) => TSelf.Store(value, ref destination, offset);

    /// <summary>Stores the elements with a non-temporal store, if the width has one. The destination must be aligned to the size of the lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual void Stream(TSelf value, ref double destination, nint offset) => TSelf.Store(value, ref destination, offset);

    /// <summary>Computes the sum of the elements, in float64.</summary>
    static abstract double Sum(TSelf value);

    /// <summary>Computes the largest element; NaN if one is NaN.</summary>
    static abstract double Largest(TSelf value);

    /// <summary>Computes the smallest element; NaN if one is NaN.</summary>
    static abstract double Smallest(TSelf value);

    /// <summary>Computes 2^exponent for whole exponents, if the result is neither denormal nor infinite.</summary>
    static abstract TSelf PowerOfTwo(TSelf exponent);

    /// <summary>Computes the largest whole n with 2^n ≤ value, for positive, finite values that are not denormal.</summary>
    static abstract TSelf Exponent(TSelf value);

    /// <summary>
    /// Computes value · 2^exponent with one rounding, including overflow to infinity and denormal results. Exponents must be whole or infinite, and values between 1/4 and 4.
    /// </summary>
    static abstract TSelf Scale(TSelf value, TSelf exponent);

    /// <summary>
    /// Splits value = mantissa · 2^exponent with a mantissa in [3/4, 3/2), also for denormal numbers. 0 is 1 · 2^-∞ and ∞ is 1 · 2^∞. For a negative number or NaN the mantissa is
    /// NaN and the exponent undefined.
    /// </summary>
    /// <param name="value">Number to split.</param>
    /// <param name="exponent">Receives the exponent.</param>
    /// <returns>The mantissa.</returns>
    static abstract TSelf Mantissa(TSelf value, out TSelf exponent);

    /// <summary>Number x above which e^x is infinite.</summary>
    internal static abstract double LargestLogarithm { get; }

    /// <summary>Number x below which e^x is 0.</summary>
    internal static abstract double SmallestLogarithm { get; }

    /// <summary>Number x below which e^x - 1 rounds to -1.</summary>
    internal static abstract double SmallestLogarithmBesideOne { get; }

    /// <summary>High part of ln 2, rounded down, so that the low part is positive.</summary>
    internal static abstract double Ln2 { get; }

    /// <summary>Low part of ln 2: ln 2 minus <see cref="Ln2"/>.</summary>
    internal static abstract double Ln2Rest { get; }

    /// <summary>Relative rounding error of log2 e: with the rounded value c, log2 e = c (1 + this).</summary>
    internal static abstract double Log2ERest { get; }

    /// <summary>Returns the rounding error of a number in the element type: the number minus its rounded value.</summary>
    internal static abstract double Lost(double number);

    /// <summary>Computes (e^r - 1 - r) / r² for |r| ≤ ln 2 / 2.</summary>
    internal static abstract TSelf ExponentialTail(TSelf r);

    /// <summary>Computes log(1 + r) - r + plus for r in [-1/4, 1/2].</summary>
    internal static abstract TSelf LogarithmTail(TSelf r, TSelf plus);

    /// <summary>Computes log(1 + u) for u in [0, 1].</summary>
    internal static abstract TSelf LogarithmOfOnePlusFraction(TSelf u);

    /// <summary>Smallest positive number that is not denormal.</summary>
    internal static abstract double SmallestNormal { get; }

    /// <summary>Largest denormal number. Its bits are the mask of the mantissa.</summary>
    internal static abstract double LargestDenormal { get; }

    /// <summary>Number of binary digits of the element type, with the implicit one.</summary>
    internal static abstract int Digits { get; }

    /// <summary>Largest exponent n that <see cref="Scale"/> needs for half of a scaling: a value in [1/4, 4] times 2^(2n) is infinite, and times 2^(-2n) is 0.</summary>
    internal static abstract int LargestHalfExponent { get; }
}
