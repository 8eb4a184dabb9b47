namespace LossDsl.Attack;

/// <summary>Value of a loss at a scene.</summary>
/// <param name="Value">The value.</param>
/// <param name="Error">The largest error that rounding, or the computation of a limit, can have left in the value.</param>
internal readonly record struct Outcome(double Value, double Error)
{
    /// <summary>A value that this evaluator does not know.</summary>
    public static Outcome Unknown { get; } = new(double.NaN, double.PositiveInfinity);

    public bool IsKnown => !double.IsPositiveInfinity(Error);
}
