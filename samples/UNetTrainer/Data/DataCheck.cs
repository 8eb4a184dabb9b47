using UNetTrainer.Errors;
using UNetTrainer.Wording;

namespace UNetTrainer.Data;

/// <summary>Checks that the cases of a data set fit one network.</summary>
internal static class DataCheck
{
    /// <summary>Checks the cases.</summary>
    /// <exception cref="InputException">The cases differ in their number of channels, or no image has contrast.</exception>
    public static void Run(IReadOnlyList<ISliceSource> cases)
    {
        if (cases.FirstOrDefault(c => c.Channels != cases[0].Channels) is { } other)
        {
            throw new InputException($"'{cases[0].Name}' has {Plural.Of(cases[0].Channels, "channel")} and '{other.Name}' {Plural.Of(other.Channels, "channel")}; one number was expected. --grey makes one of colours.");
        }

        // A normalised image has values below 0 unless all its values are equal. Blank tiles among others are welcome.
        if (!cases.Any(static c => c.Background < 0))
        {
            throw new InputException($"No image has contrast: all values of '{cases[0].Name}' {(cases.Count > 1 ? $"and of each of the {cases.Count - 1} others " : "")}are equal.");
        }
    }
}
