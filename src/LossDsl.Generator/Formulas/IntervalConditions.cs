namespace LossDsl.Generator.Formulas;

/// <summary>What conditions and choices can be: 1 where they hold for sure, 0 where they do not, both elsewhere.</summary>
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

    // What is no number equals nothing, and is less than nothing.
    public static Interval Equal(Interval a, Interval b) => Decide(
        a.IsPoint && b.IsPoint && a.Low == b.Low,
        a.High < b.Low || b.High < a.Low || (a.High == b.Low && (a.HighIsOpen || b.LowIsOpen)) || (b.High == a.Low && (b.HighIsOpen || a.LowIsOpen)),
        false);

    public static Interval Not(Interval a) => IsTrue(a) ? Interval.Point(0) : IsFalse(a) ? Interval.Point(1) : Interval.Unit;

    public static Interval And(Interval a, Interval b) => Decide(IsTrue(a) && IsTrue(b), IsFalse(a) || IsFalse(b), false);

    public static Interval Or(Interval a, Interval b) => Decide(IsTrue(a) || IsTrue(b), IsFalse(a) && IsFalse(b), false);

    public static Interval Select(Interval condition, Interval whenTrue, Interval whenFalse) =>
        IsTrue(condition) ? whenTrue : IsFalse(condition) ? whenFalse : whenTrue.Hull(whenFalse);

    public static bool IsTrue(Interval condition) => condition.ExcludesZero;

    public static bool IsFalse(Interval condition) => condition.IsPoint && condition.Low == 0;

    private static Interval Decide(bool holds, bool fails, bool mayBeUndefined) =>
        holds && !mayBeUndefined ? Interval.Point(1) : fails ? Interval.Point(0) : Interval.Unit;
}
