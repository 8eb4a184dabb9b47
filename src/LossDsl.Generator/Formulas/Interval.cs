using LossDsl.Generator.Text;

namespace LossDsl.Generator.Formulas;

/// <summary>
/// Interval of doubles that contains every value of an expression, perhaps with NaN. An open infinite end means that values are finite but unbounded; a closed one means that
/// infinity itself may occur. An interval may be wider than the set of values, never narrower.
/// </summary>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
/// <param name="LowIsOpen">Whether the lower end itself is excluded.</param>
/// <param name="HighIsOpen">Whether the upper end itself is excluded.</param>
/// <param name="MayBeUndefined">Whether NaN may occur.</param>
internal readonly record struct Interval(double Low, double High, bool LowIsOpen = false, bool HighIsOpen = false, bool MayBeUndefined = false)
{
    /// <summary>All doubles, infinities and NaN included: nothing is known.</summary>
    public static Interval Anything { get; } = new(double.NegativeInfinity, double.PositiveInfinity, MayBeUndefined: true);

    /// <summary>All finite numbers.</summary>
    public static Interval Real { get; } = new(double.NegativeInfinity, double.PositiveInfinity, true, true);

    /// <summary>All finite numbers of at least 0.</summary>
    public static Interval NonNegative { get; } = new(0, double.PositiveInfinity, HighIsOpen: true);

    /// <summary>All finite numbers of at most 0.</summary>
    public static Interval NonPositive { get; } = new(double.NegativeInfinity, 0, LowIsOpen: true);

    /// <summary>The closed interval [0, 1].</summary>
    public static Interval Unit { get; } = new(0, 1);

    /// <summary>Returns the interval of a single value; <see cref="Anything"/> for NaN.</summary>
    public static Interval Point(double value) => double.IsNaN(value) ? Anything : new(value, value);

    /// <summary>Whether every value is a finite number; there may be no bound on its size.</summary>
    public bool IsFinite => !MayBeUndefined && (LowIsOpen || !double.IsInfinity(Low)) && (HighIsOpen || !double.IsInfinity(High));

    /// <summary>Whether every value is a number between two finite ends.</summary>
    public bool IsBounded => !MayBeUndefined && !double.IsInfinity(Low) && !double.IsInfinity(High);

    /// <summary>Whether there is exactly one value, which is not NaN.</summary>
    public bool IsPoint => Low == High && !LowIsOpen && !HighIsOpen && !MayBeUndefined;

    /// <summary>Whether every value is at least 0, and none is NaN.</summary>
    public bool IsNonNegative => !MayBeUndefined && Low >= 0;

    /// <summary>Whether every value is at most 0, and none is NaN.</summary>
    public bool IsNonPositive => !MayBeUndefined && High <= 0;

    /// <summary>Whether every value is above 0, and none is NaN.</summary>
    public bool IsPositive => !MayBeUndefined && (Low > 0 || (Low == 0 && LowIsOpen));

    /// <summary>Whether every value is below 0, and none is NaN.</summary>
    public bool IsNegative => !MayBeUndefined && (High < 0 || (High == 0 && HighIsOpen));

    /// <summary>Whether all values are above 0 or all are below 0, and none is NaN.</summary>
    public bool ExcludesZero => IsPositive || IsNegative;

    /// <summary>Whether the interval contains a value, which may be NaN.</summary>
    public bool Contains(double value) => double.IsNaN(value)
        ? MayBeUndefined
        : (LowIsOpen ? value > Low : value >= Low) && (HighIsOpen ? value < High : value <= High);

    /// <summary>Returns the smallest interval that contains the values of both.</summary>
    public Interval Hull(Interval other) => new(
        Math.Min(Low, other.Low),
        Math.Max(High, other.High),
        Low == other.Low ? LowIsOpen && other.LowIsOpen : Low < other.Low ? LowIsOpen : other.LowIsOpen,
        High == other.High ? HighIsOpen && other.HighIsOpen : High > other.High ? HighIsOpen : other.HighIsOpen,
        MayBeUndefined || other.MayBeUndefined);

    /// <summary>
    /// Returns the values that both intervals contain. If there are none, returns this interval: then the expression has no value there, and any interval is right.
    /// </summary>
    public Interval Intersect(Interval other)
    {
        var result = new Interval(
            Math.Max(Low, other.Low),
            Math.Min(High, other.High),
            Low == other.Low ? LowIsOpen || other.LowIsOpen : Low > other.Low ? LowIsOpen : other.LowIsOpen,
            High == other.High ? HighIsOpen || other.HighIsOpen : High < other.High ? HighIsOpen : other.HighIsOpen,
            MayBeUndefined && other.MayBeUndefined);
        return result.Low < result.High || (result.Low == result.High && !result.LowIsOpen && !result.HighIsOpen) ? result : this;
    }

    /// <summary>Returns this interval, with NaN added if <paramref name="mayBeUndefined"/>.</summary>
    public Interval OrUndefined(bool mayBeUndefined) => this with { MayBeUndefined = MayBeUndefined || mayBeUndefined };

    /// <summary>Formats the interval for documentation, e.g. <c>[0, ∞)</c>, with ends rounded outward to four significant digits.</summary>
    public override string ToString() =>
        $"{(LowIsOpen || double.IsInfinity(Low) ? '(' : '[')}{Numbers.ToDisplay(Numbers.Round(Low, up: false))}, {Numbers.ToDisplay(Numbers.Round(High, up: true))}{(HighIsOpen || double.IsInfinity(High) ? ')' : ']')}";
}
