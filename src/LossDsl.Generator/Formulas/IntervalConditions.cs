namespace LossDsl.Generator.Formulas;

/// <summary>Computes the ranges of conditions and choices. A condition is [1, 1] if it always holds, [0, 0] if it never holds, and [0, 1] if it is undecided.</summary>
internal static class IntervalConditions
{
    public static Interval Less(Interval a, Interval b) => Decide(
        a.High < b.Low || (a.High == b.Low && (a.HighIsOpen || b.LowIsOpen)),
        a.Low >= b.High,
        a.MayBeUndefined || b.MayBeUndefined);

    public static Interval LessOrEqual(Interval a, Interval b) => Decide(
        a.High <= b.Low,
        a.Low > b.High || (a.Low == b.High && (a.LowIsOpen || b.HighIsOpen)),
        a.MayBeUndefined || b.MayBeUndefined);

    // Comparisons with NaN are false, so an equality cannot be undefined.
    public static Interval Equal(Interval a, Interval b) => Decide(
        a.IsPoint && b.IsPoint && a.Low == b.Low,
        a.High < b.Low || b.High < a.Low || (a.High == b.Low && (a.HighIsOpen || b.LowIsOpen)) || (b.High == a.Low && (b.HighIsOpen || a.LowIsOpen)),
        false);

    public static Interval Not(Interval a) => IsTrue(a) ? Interval.Point(0) : IsFalse(a) ? Interval.Point(1) : Interval.Unit;

    public static Interval And(Interval a, Interval b) => Decide(IsTrue(a) && IsTrue(b), IsFalse(a) || IsFalse(b), false);

    public static Interval Or(Interval a, Interval b) => Decide(IsTrue(a) || IsTrue(b), IsFalse(a) && IsFalse(b), false);

    public static Interval Select(Interval condition, Interval whenTrue, Interval whenFalse) =>
        IsTrue(condition) ? whenTrue : IsFalse(condition) ? whenFalse : whenTrue.Hull(whenFalse);

    /// <summary>Whether a condition always holds.</summary>
    public static bool IsTrue(Interval condition) => condition.ExcludesZero;

    /// <summary>Whether a condition never holds.</summary>
    public static bool IsFalse(Interval condition) => condition.IsPoint && condition.Low == 0;

    private static Interval Decide(bool holds, bool fails, bool mayBeUndefined) =>
        holds && !mayBeUndefined ? Interval.Point(1) : fails ? Interval.Point(0) : Interval.Unit;
}
