namespace LossDsl.Generator.Analysis;

/// <summary>
/// Limit on the steps of one part of an analysis, such as one check. A claim that is not decided when the budget is spent stays undecided.
/// The budget counts steps, not time, so that results are the same on every machine.
/// </summary>
/// <param name="steps">The number of steps in the budget.</param>
internal sealed class Budget(int steps)
{
    /// <summary>The number of steps that remain; 0 or negative if the budget is spent.</summary>
    public int Left => left;

    private int left = steps;

    /// <summary>Spends <paramref name="steps"/> of the budget. Returns false if none remain afterwards.</summary>
    public bool TrySpend(int steps = 1) => (left -= steps) > 0;

    /// <summary>Whether no steps remain.</summary>
    public bool IsSpent => left <= 0;

    /// <summary>
    /// Returns the result of <paramref name="work"/>, which can spend at most <paramref name="most"/> of the remaining steps: one claim among many must not use up
    /// the steps that the others need.
    /// </summary>
    public T Within<T>(int most, Func<T> work)
    {
        var rest = Math.Max(0, left - most);
        left -= rest;
        var result = work();
        left = rest + Math.Max(0, left);
        return result;
    }
}
