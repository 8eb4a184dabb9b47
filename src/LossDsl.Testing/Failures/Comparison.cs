using System.Globalization;
using LossDsl.Testing.Oracles;

namespace LossDsl.Testing.Failures;

/// <summary>Compares the elements of one result and throws at the first wrong element.</summary>
/// <param name="Loss">The name of the loss.</param>
/// <param name="Result">The name of the result: <c>value</c> or <c>dL/dlogits</c>.</param>
/// <param name="Shape">The shape of the result; empty for a scalar.</param>
/// <param name="Setting">The options and inputs that the result belongs to, in words.</param>
/// <param name="Causes">Possible causes of a difference, as sentences.</param>
internal sealed record Comparison(string Loss, string Result, IReadOnlyList<long> Shape, string Setting, string Causes)
{
    /// <summary>Throws if element <paramref name="i"/> is further from <paramref name="expected"/> than allowed, or is NaN.</summary>
    public void AssertClose(int i, double found, double expected, double allowed)
    {
        if (!(Numbers.Distance(found, expected) <= allowed))
        {
            throw Failure(i, found, expected, string.Create(CultureInfo.InvariantCulture, $"expected {expected:g9} (allowed difference {allowed:g2})"));
        }
    }

    /// <summary>Throws at the first element that is NaN or infinite.</summary>
    public void AssertFinite(double[] found)
    {
        var i = Array.FindIndex(found, static number => !double.IsFinite(number));
        if (i >= 0)
        {
            throw Failure(i, found[i], double.NaN, "expected a finite number");
        }
    }

    private LossCheckException Failure(int i, double found, double expected, string demand) =>
        new(Loss, string.Create(CultureInfo.InvariantCulture, $"{Result}{Index(i)} is {found:g9}, {demand}.\nSetting: {Setting}.\nPossible causes: {Causes}"), expected, found);

    /// <summary>Formats the position of element i, e.g. <c>[0, 1, 3]</c>; nothing for a scalar.</summary>
    private string Index(int i)
    {
        var index = new long[Shape.Count];
        var rest = (long)i;
        for (var d = Shape.Count - 1; d >= 0; d--)
        {
            (rest, index[d]) = Math.DivRem(rest, Shape[d]);
        }

        return index.Length == 0 ? "" : $"[{string.Join(", ", index)}]";
    }
}
