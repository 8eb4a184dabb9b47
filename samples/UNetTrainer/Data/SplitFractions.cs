using System.ComponentModel.DataAnnotations;
using System.Globalization;
using UNetTrainer.Errors;

namespace UNetTrainer.Data;

/// <summary>Shares of training, validation and test in the data, in per cent.</summary>
internal sealed record SplitFractions(int Training, int Validation, int Test) : IValidatableObject
{
    /// <summary>Shares of Jadon 2020, section III: 60-20-20.</summary>
    public static SplitFractions Default { get; } = new(60, 20, 20);

    private const string Expected = "three whole numbers of at least 1 that sum to 100 were expected, as in 60-20-20.";

    private bool IsWhole => Math.Min(Training, Math.Min(Validation, Test)) > 0 && (long)Training + Validation + Test == 100;

    /// <summary>Parses text such as <c>60-20-20</c>.</summary>
    /// <exception cref="InputException">The text is not three whole numbers of at least 1 that sum to 100.</exception>
    public static SplitFractions Parse(string text)
    {
        var parts = text.Split('-');
        var numbers = parts.Select(static p => int.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0).ToArray();
        return numbers.Length == 3 && new SplitFractions(numbers[0], numbers[1], numbers[2]) is { IsWhole: true } fractions
            ? fractions
            : throw new InputException($"--split '{text}': {Expected}");
    }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        IsWhole ? [] : [new($"The split is {this}; {Expected}")];

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
