using System.Globalization;
using UNetTrainer.Errors;

namespace UNetTrainer.Data;

/// <summary>How much of the data trains, validates and tests, in per cent.</summary>
internal sealed record SplitFractions(int Training, int Validation, int Test)
{
    /// <summary>Jadon 2020, section III: 60-20-20.</summary>
    public static SplitFractions Default { get; } = new(60, 20, 20);

    /// <summary>Reads <c>60-20-20</c>.</summary>
    /// <exception cref="InputException">Not three whole numbers of at least 1 that sum to 100.</exception>
    public static SplitFractions Parse(string text)
    {
        var parts = text.Split('-');
        var numbers = parts.Select(static p => int.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0).ToArray();
        return numbers is [> 0, > 0, > 0] && numbers.Sum() == 100
            ? new(numbers[0], numbers[1], numbers[2])
            : throw new InputException($"--split '{text}': three whole numbers of at least 1 that sum to 100 were expected, as in 60-20-20.");
    }

    /// <summary>Divides a count: validation and test are rounded and at least 1, training is the rest.</summary>
    public (int Training, int Validation, int Test) Divide(int count)
    {
        var validation = Math.Max(1, (int)Math.Round(count * Validation / 100.0));
        var test = Math.Max(1, (int)Math.Round(count * Test / 100.0));
        return (count - validation - test, validation, test);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Training}-{Validation}-{Test}";
}
