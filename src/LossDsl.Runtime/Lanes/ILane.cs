using System.ComponentModel;
using System.Runtime.CompilerServices;
using LossDsl.Lanes;

namespace LossDsl.CompilerServices;

/// <summary>
/// Numbers that are computed with at once: a register of float32 or float64, or a single number. Arithmetic written over a lane is compiled for each width on its own, and
/// gives the same bits in every width. Conditions are lanes too; the bits of their numbers are all ones or all zeros.
/// <para>
/// A call with a register in a structure goes through memory and costs more than most functions here. So everything is inlined, and on demand all the way: the compiler's budget grows
/// only with methods whose callers too are inlined on demand. It also stops inlining into a method of 512 locals, and each argument that is not a local is one: hence the operations
/// with float64 arguments, and no branches by type, whose dead half would count as well. Kernels keep calls out of their loops, for around a call every register is spilled.
/// </para>
/// </summary>
/// <typeparam name="TSelf">The lane.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ILane<TSelf>
    where TSelf : struct, ILane<TSelf>
{
    /// <summary>How many numbers.</summary>
    static abstract int Count { get; }

    /// <summary>The numbers are float32, otherwise float64.</summary>
    static abstract bool IsSingle { get; }

    /// <summary>0 everywhere.</summary>
    static virtual TSelf Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => default;
    }

    /// <summary>1 everywhere.</summary>
    static virtual TSelf One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TSelf.Broadcast(1);
    }

    /// <summary>The same number everywhere.</summary>
    static abstract TSelf Broadcast(double value);

    /// <summary>a + b.</summary>
    static abstract TSelf operator +(TSelf a, TSelf b);

    /// <summary>a - b.</summary>
    static abstract TSelf operator -(TSelf a, TSelf b);

    /// <summary>a b.</summary>
    static abstract TSelf operator *(TSelf a, TSelf b);

    /// <summary>a / b.</summary>
    static abstract TSelf operator /(TSelf a, TSelf b);

    /// <summary>-value.</summary>
    static abstract TSelf operator -(TSelf value);

    /// <summary>a + b.</summary>
    static abstract TSelf operator +(TSelf a, double b);

    /// <summary>a + b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual TSelf operator +(double a, TSelf b) => b + a;

    /// <summary>a - b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual TSelf operator -(TSelf a, double b) => a + -b;

    /// <summary>a - b.</summary>
    static abstract TSelf operator -(double a, TSelf b);

    /// <summary>a b.</summary>
    static abstract TSelf operator *(TSelf a, double b);

    /// <summary>a b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual TSelf operator *(double a, TSelf b) => b * a;

    /// <summary>a / b.</summary>
    static abstract TSelf operator /(TSelf a, double b);

    /// <summary>a / b.</summary>
    static abstract TSelf operator /(double a, TSelf b);

    /// <summary>a b + c, rounded once.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>a b + c, rounded once.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, double c);

    /// <summary>a b + c, rounded once.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, double b, TSelf c);

    /// <summary>(((value x + c3) x + c2) x + c1) x + c0, rounded four times: a piece of a polynomial by Horner's rule.</summary>
    static abstract TSelf Horner(TSelf value, TSelf x, double c3, double c2, double c1, double c0);

    /// <summary>|value|.</summary>
    static abstract TSelf Abs(TSelf value);

    /// <summary>The square root.</summary>
    static abstract TSelf Sqrt(TSelf value);

    /// <summary>The larger of both. Not a number where b is none; where only a is none, what the machine makes of it. Of two zeros of different sign, either.</summary>
    static abstract TSelf Max(TSelf a, TSelf b);

    /// <summary>
    /// The one whose bits are the larger unsigned integer: the larger of two numbers from 0 on; a negative number, or one that is not a number, exceeds them all.
    /// One instruction tells in this way whether any of many numbers lies outside [0, limit].
    /// </summary>
    static abstract TSelf LargerBits(TSelf a, TSelf b);

    /// <summary>The smaller of both. Not a number where b is none; where only a is none, what the machine makes of it. Of two zeros of different sign, either.</summary>
    static abstract TSelf Min(TSelf a, TSelf b);

    /// <summary>The nearest whole number, the even one of two.</summary>
    static abstract TSelf Round(TSelf value);

    /// <summary>a &lt; b.</summary>
    static abstract TSelf Less(TSelf a, TSelf b);

    /// <summary>a ≤ b.</summary>
    static abstract TSelf LessOrEqual(TSelf a, TSelf b);

    /// <summary>a &gt; b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual TSelf Greater(TSelf a, TSelf b) => TSelf.Less(b, a);

    /// <summary>a ≥ b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual TSelf GreaterOrEqual(TSelf a, TSelf b) => TSelf.LessOrEqual(b, a);

    /// <summary>a = b.</summary>
    static abstract TSelf Equal(TSelf a, TSelf b);

    /// <summary>a ≠ b, which holds where one is not a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual TSelf NotEqual(TSelf a, TSelf b) => TSelf.Not(TSelf.Equal(a, b));

    /// <summary>The sign bit is set: of negative numbers, and of -0.</summary>
    static abstract TSelf IsSigned(TSelf value);

    /// <summary>Both conditions hold.</summary>
    static abstract TSelf And(TSelf a, TSelf b);

    /// <summary>One of the conditions holds, or both.</summary>
    static abstract TSelf Or(TSelf a, TSelf b);

    /// <summary>The condition does not hold.</summary>
    static abstract TSelf Not(TSelf condition);

    /// <summary>Where the condition holds the second argument, elsewhere the third.</summary>
    static abstract TSelf Select(TSelf condition, TSelf whenTrue, TSelf whenFalse);

    /// <summary>The condition holds somewhere.</summary>
    static abstract bool Any(TSelf condition);

    /// <summary>The condition that holds for that many numbers from the first on.</summary>
    static abstract TSelf FirstLanes(int count);

    /// <summary>Reads numbers; the offset counts them.</summary>
    static abstract TSelf Load(ref readonly float source, nint offset);

    /// <summary>Reads numbers; the offset counts them.</summary>
    static abstract TSelf Load(ref readonly double source, nint offset);

    /// <summary>Reads a mask or class indices; the offset counts them.</summary>
    static abstract TSelf Load(ref readonly byte source, nint offset);

    /// <summary>Reads class indices; the offset counts them. float32 has whole numbers up to 2^24 exactly.</summary>
    static abstract TSelf Load(ref readonly long source, nint offset);

    /// <summary>Writes the numbers; the offset counts them.</summary>
    static abstract void Store(TSelf value, ref float destination, nint offset);

    /// <summary>Writes the numbers; the offset counts them.</summary>
    static abstract void Store(TSelf value, ref double destination, nint offset);

    /// <summary>Writes the numbers past the caches, where the width can; the place is aligned to the size of the lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual void Stream(TSelf value, ref float destination, nint offset) => TSelf.Store(value, ref destination, offset);

    /// <summary>Writes the numbers past the caches, where the width can; the place is aligned to the size of the lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static virtual void Stream(TSelf value, ref double destination, nint offset) => TSelf.Store(value, ref destination, offset);

    /// <summary>The sum, of float64.</summary>
    static abstract double Sum(TSelf value);

    /// <summary>The largest number; not a number where one is none.</summary>
    static abstract double Largest(TSelf value);

    /// <summary>The smallest number; not a number where one is none.</summary>
    static abstract double Smallest(TSelf value);

    /// <summary>2^exponent for whole exponents, where that is neither denormal nor infinite.</summary>
    static abstract TSelf PowerOfTwo(TSelf exponent);

    /// <summary>The largest whole number n with 2^n ≤ value, for values that are positive, finite and not denormal.</summary>
    static abstract TSelf Exponent(TSelf value);

    /// <summary>
    /// value · 2^exponent, rounded once, with overflow to infinity and denormal results. The exponents are whole numbers or infinite, the values lie between 1/4 and 4.
    /// </summary>
    static abstract TSelf Scale(TSelf value, TSelf exponent);

    /// <summary>
    /// value = mantissa · 2^exponent with a mantissa in [3/4, 3/2), also of denormal numbers. 0 is 1 · 2^-∞ and ∞ is 1 · 2^∞; the mantissa of a negative number or of
    /// none is not a number, and the exponent then of no meaning.
    /// </summary>
    static abstract TSelf Mantissa(TSelf value, out TSelf exponent);

    /// <summary>Above it e^x is infinite.</summary>
    internal static abstract double LargestLogarithm { get; }

    /// <summary>Below it e^x is 0.</summary>
    internal static abstract double SmallestLogarithm { get; }

    /// <summary>Below it e^x - 1 is -1.</summary>
    internal static abstract double SmallestLogarithmBesideOne { get; }

    /// <summary>ln 2, rounded down.</summary>
    internal static abstract double Ln2 { get; }

    /// <summary>What is left of ln 2.</summary>
    internal static abstract double Ln2Rest { get; }

    /// <summary>log2 e as the type has it is too small by this part of it.</summary>
    internal static abstract double Log2ERest { get; }

    /// <summary>What the type loses of a number.</summary>
    internal static abstract double Lost(double number);

    /// <summary>(e^r - 1 - r) / r² for |r| ≤ ln 2 / 2.</summary>
    internal static abstract TSelf ExponentialTail(TSelf r);

    /// <summary>log(1 + r) - r + plus for r in [-1/4, 1/2].</summary>
    internal static abstract TSelf LogarithmTail(TSelf r, TSelf plus);

    /// <summary>log(1 + u) for u in [0, 1].</summary>
    internal static abstract TSelf LogarithmOfOnePlusFraction(TSelf u);

    /// <summary>The smallest number that is not denormal.</summary>
    internal static abstract double SmallestNormal { get; }

    /// <summary>All bits of a mantissa.</summary>
    internal static abstract double LargestDenormal { get; }

    /// <summary>How many binary digits the type has.</summary>
    internal static abstract int Digits { get; }

    /// <summary>Numbers up to 4 times a power of two with twice this exponent are 0 or infinite.</summary>
    internal static abstract int LargestHalfExponent { get; }
}
