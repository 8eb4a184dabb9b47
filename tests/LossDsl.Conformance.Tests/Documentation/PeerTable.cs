using System.Globalization;
using System.Text;
using LossDsl.Conformance.Published;

namespace LossDsl.Conformance.Documentation;

/// <summary>Renders the table of docs/losses.md about the losses of other libraries: one row for each, with what reproduces it.</summary>
internal static class PeerTable
{
    public static string Render()
    {
        var reproduced = PeerLosses.All.Count(static peer => peer.Differing.Length == 0);
        var table = new StringBuilder($"""

            ## Losses of other libraries

            Every loss of MONAI, segmentation_models.pytorch (smp), nnU-Net and SegLossOdyssey that compares a prediction with a segmentation. Of {PeerLosses.All.Count}, all cases of {reproduced} are reproduced to 1e-9:
            by losses of the catalog with their options, or by the library's definition written as a formula (names with `peer-`). Left out are wrappers (MONAI's MaskedLoss and DeepSupervisionLoss, nnU-Net's
            DeepSupervisionWrapper), which call another loss, and SegLossOdyssey's WeightedCrossEntropyLossV2, which leaves its weights out and is CrossentropyND.

            | library | loss | class | cases | reproduced by | differs |
            |---|---|---|---|---|---|

            """);
        foreach (var peer in PeerLosses.All)
        {
            table.Append($"| {LibraryName(peer.Library)} | {peer.Name} | {peer.Place} | {peer.Cases.Length} | {ReproducedBy(peer)} | {Differs(peer)} |\n");
        }

        return table.ToString();
    }

    private static string LibraryName(string library) => library switch { "monai" => "MONAI", "nnunet" => "nnU-Net", "segloss" => "SegLossOdyssey", _ => library };

    private static string ReproducedBy(PeerLoss peer) => string.Join(", ", peer.Cases
        .Where(static published => published.Because is null || published.Definition is not null)
        .Select(static published => published.AsDefined.Loss)
        .Distinct()
        .OrderBy(static name => name!.StartsWith("peer-", StringComparison.Ordinal))
        .Select(static name => $"`{name}`"));

    private static string Differs(PeerLoss peer) => peer.Differing is not [var first, ..] differing
        ? ""
        : $"{string.Join(", ", differing.Select(static published => published.Name.Split('-')[2]))}: {peer.Line}{Counterexample(first)}";

    private static string Counterexample(PublishedCase published) => published.Loss is null
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $"; {published.Values[0]:G2} in {published.Name.Split('-')[2]}, apart by {Reproduction.Of(published).ValueDistance:G1} from `{published.Loss}`");
}
