using System.Globalization;
using System.Text;
using LossDsl.Conformance.Published;

namespace LossDsl.Conformance.Documentation;

/// <summary>Renders the table at the end of docs/losses.md about published values that the catalog does not reproduce: one row for each reason.</summary>
internal static class DisagreementTable
{
    public static string Render()
    {
        var cases = PublishedCase.All.Values.ToArray();
        var (reproduced, defined) = (cases.Count(static published => published.Because is null), cases.Count(static published => published.Definition is not null));
        var table = new StringBuilder($"""

            ## Published values

            Of {cases.Length} values and gradients that MONAI, segmentation_models.pytorch, nnU-Net, SegLossOdyssey and independent implementations of the papers' definitions computed in float64, the
            catalog reproduces {reproduced} to 1e-9. The other {cases.Length - reproduced} are below, each of which differs by more than that: the numbers are those of the cases, *apart* is by how much values differ.
            {defined} of them are reproduced too, with their definition written as a formula (the last column; see tests/LossDsl.Conformance.Tests/Published/Definitions).

            | cases | there | here | right, and why | apart | as a formula |
            |---|---|---|---|---|---|

            """);
        foreach (var reason in Disagreements.All)
        {
            var explained = cases.Where(published => published.Because == reason.Key).ToArray();
            table.Append($"| {Names(explained)} | {reason.There} | {reason.Here} | {reason.Verdict} | {Apart(explained)} | {AsFormula(reason, explained)} |\n");
        }

        return table.ToString();
    }

    private static string Names(PublishedCase[] cases) => string.Join("; ", cases
        .GroupBy(static published => (Library: published.Source.Split(' ')[0], Loss: published.Name.Split('-')[1]))
        .Select(static group => $"{Library(group.Key.Library)} {group.Key.Loss} {string.Join(", ", group.Select(static published => published.Name.Split('-')[2]))}"));

    private static string Library(string source) => source == "definition" ? "the papers'" : source;

    private static string Apart(PublishedCase[] cases)
    {
        var distances = cases.Where(static published => published.Loss is not null).Select(static published => Reproduction.Of(published).ValueDistance).Where(double.IsFinite).Order().Select(Short).ToArray();
        return distances.Length == 0 ? "-" : distances[0] == distances[^1] ? distances[0] : $"{distances[0]} to {distances[^1]}";
    }

    // One significant digit, so that rounding differences between processors do not change the page.
    private static string Short(double distance) => distance.ToString(distance < 10 ? "G1" : "F0", CultureInfo.InvariantCulture);

    private static string AsFormula(Disagreement reason, PublishedCase[] cases)
    {
        var names = cases.Select(static published => published.Definition?.Loss).OfType<string>().Distinct().Select(static name => $"`{name}`");
        var count = cases.Count(static published => published.Definition is not null);
        var said = count == 0 ? "" : count == cases.Length ? string.Join(", ", names) : $"{string.Join(", ", names)} ({count} of {cases.Length})";
        return string.Join(". ", new[] { said, reason.Obstacle ?? "" }.Where(static part => part.Length > 0));
    }
}
