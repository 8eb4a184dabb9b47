using System.Globalization;

namespace UNetTrainer.Wording;

/// <summary>Counts things in a sentence.</summary>
internal static class Plural
{
    /// <summary>Returns a number and its noun: <c>1 slice</c>, <c>2 slices</c>, <c>2 losses</c>.</summary>
    /// <param name="count">The number.</param>
    /// <param name="noun">Noun in the singular.</param>
    public static string Of(long count, string noun)
    {
        var ending = count == 1 ? "" : noun.EndsWith('s') ? "es" : "s";
        return count.ToString(CultureInfo.InvariantCulture) + " " + noun + ending;
    }
}
