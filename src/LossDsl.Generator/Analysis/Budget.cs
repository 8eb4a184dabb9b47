namespace LossDsl.Generator.Analysis;

/// <summary>How much work the analysis of one loss may be. What is not decided when it is spent stays undecided.</summary>
internal sealed class Budget(int steps)
{
    /// <summary>What is left.</summary>
    public int Left => left;

    private int left = steps;

    /// <summary>Takes steps; false when there are none left.</summary>
    public bool TrySpend(int steps = 1) => (left -= steps) > 0;

    public bool IsSpent => left <= 0;

    /// <summary>Does some work with no more than a part of what is left: one claim among many must not take what the others need.</summary>
    public T Within<T>(int most, Func<T> work)
    {
        var rest = Math.Max(0, left - most);
        left -= rest;
        var result = work();
        left = rest + Math.Max(0, left);
        return result;
    }
}
