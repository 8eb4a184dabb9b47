using LossDsl.Generator.Text;

namespace LossDsl.Generator.Formulas;

/// <summary>
/// What an expression can be: numbers between two bounds, and perhaps no number at all. An infinite bound that is open says that the values are finite
/// but as large as one likes; one that is closed, that infinity itself occurs. Bounds may be wider than the truth, never narrower.
/// </summary>
/// <param name="Low">The lower bound.</param>
/// <param name="High">The upper bound.</param>
/// <param name="LowIsOpen">The lower bound itself does not occur.</param>
/// <param name="HighIsOpen">The upper bound itself does not occur.</param>
/// <param name="MayBeUndefined">NaN may occur.</param>
internal readonly record struct Interval(double Low, double High, bool LowIsOpen = false, bool HighIsOpen = false, bool MayBeUndefined = false)
{
    /// <summary>Anything, NaN too.</summary>
    public static Interval Anything { get; } = new(double.NegativeInfinity, double.PositiveInfinity, MayBeUndefined: true);

    /// <summary>Any finite number.</summary>
    public static Interval Real { get; } = new(double.NegativeInfinity, double.PositiveInfinity, true, true);

    /// <summary>Any finite number that is not negative.</summary>
    public static Interval NonNegative { get; } = new(0, double.PositiveInfinity, HighIsOpen: true);

    /// <summary>Any finite number that is not positive.</summary>
    public static Interval NonPositive { get; } = new(double.NegativeInfinity, 0, LowIsOpen: true);

    /// <summary>0 to 1.</summary>
    public static Interval Unit { get; } = new(0, 1);

    public static Interval Point(double value) => double.IsNaN(value) ? Anything : new(value, value);

    /// <summary>Neither NaN nor infinite.</summary>
    public bool IsFinite => !MayBeUndefined && (LowIsOpen || !double.IsInfinity(Low)) && (HighIsOpen || !double.IsInfinity(High));

    /// <summary>Finite, and within bounds that are numbers.</summary>
    public bool IsBounded => !MayBeUndefined && !double.IsInfinity(Low) && !double.IsInfinity(High);

    public bool IsPoint => Low == High && !LowIsOpen && !HighIsOpen && !MayBeUndefined;

    /// <summary>Every value is at least 0.</summary>
    public bool IsNonNegative => !MayBeUndefined && Low >= 0;

    /// <summary>Every value is at most 0.</summary>
    public bool IsNonPositive => !MayBeUndefined && High <= 0;

    public bool IsPositive => !MayBeUndefined && (Low > 0 || (Low == 0 && LowIsOpen));

    public bool IsNegative => !MayBeUndefined && (High < 0 || (High == 0 && HighIsOpen));

    /// <summary>0 is none of the values.</summary>
    public bool ExcludesZero => IsPositive || IsNegative;

    public bool Contains(double value) => double.IsNaN(value)
        ? MayBeUndefined
        : (LowIsOpen ? value > Low : value >= Low) && (HighIsOpen ? value < High : value <= High);

    /// <summary>The values of either.</summary>
    public Interval Hull(Interval other) => new(
        Math.Min(Low, other.Low),
        Math.Max(High, other.High),
        Low == other.Low ? LowIsOpen && other.LowIsOpen : Low < other.Low ? LowIsOpen : other.LowIsOpen,
        High == other.High ? HighIsOpen && other.HighIsOpen : High > other.High ? HighIsOpen : other.HighIsOpen,
        MayBeUndefined || other.MayBeUndefined);

    /// <summary>The values of both; this, if there are none, for then one of the two was about no value at all.</summary>
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

    public Interval OrUndefined(bool mayBeUndefined) => this with { MayBeUndefined = MayBeUndefined || mayBeUndefined };

    /// <summary>For people, e.g. <c>[0, ∞)</c>, bounds rounded outwards.</summary>
    public override string ToString() =>
        $"{(LowIsOpen || double.IsInfinity(Low) ? '(' : '[')}{Numbers.ToDisplay(Numbers.Round(Low, up: false))}, {Numbers.ToDisplay(Numbers.Round(High, up: true))}{(HighIsOpen || double.IsInfinity(High) ? ')' : ']')}";
}
