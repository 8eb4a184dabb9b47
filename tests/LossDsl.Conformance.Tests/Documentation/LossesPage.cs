using System.Text;
using LossDsl.Losses;

namespace LossDsl.Conformance.Documentation;

/// <summary>Renders the part of docs/losses.md that follows from the catalog, from measured digits and from published values.</summary>
internal static class LossesPage
{
    public const string Start = "<!-- From here on the page is written from the catalog and from the published values. -->";

    private static string Proofs => FormattableString.Invariant($"""

        ## What is proved

        “Proved” is about real numbers, with probabilities above 0 and below 1: rounding is left out. It is about every prediction, every target and every hyperparameter in its range, for regions of 1 to
        {LossProof.MostPixels:0e0} valid pixels, logits within ±{LossProof.LargestLogit:0e0}, and maps and class weights within ±{LossProof.LargestMapValue:0e0}. `LossProof` has these numbers.

        - *Better predictions never have worse values*: where one pixel's logit moves towards its target of 0 or 1, the value never gets worse. A loss lacks this claim if a condition, a sign or
          a thresholded map may make its value jump as the prediction changes, or if its gradient holds a changing value constant.
        - *Bounded gradient*: the derivative by every logit is bounded, wherever there is one.
        - *No kinks or jumps*: there is a derivative everywhere.
        - *With its maps and stopped values held constant*: the loss reads a map of the prediction, or `[StopGradient]` stops a value that changes with the prediction. The claim then takes these for constants, as the gradient does.
        """) + "\n";

    public static string Render()
    {
        var page = new StringBuilder(Proofs + DigitTable.Render());
        foreach (var family in LossCatalog.All.GroupBy(static entry => entry.Metadata.Family).OrderBy(static group => group.Key))
        {
            page.Append($"\n## {family.Key}\n");
            foreach (var entry in family)
            {
                Append(page, entry.Metadata);
            }
        }

        return page.Append(PeerTable.Render()).Append(DisagreementTable.Render()).ToString();
    }

    private static void Append(StringBuilder page, LossMetadata loss)
    {
        page.Append($"\n### {loss.Name}\n\n");
        AppendLine(page, "Equation", loss.Equation);
        AppendLine(page, "Reference", loss.Reference);
        AppendLine(page, "Use", loss.UseCase);
        AppendLine(page, "Differs from the equation", loss.Deviation);
        AppendLine(page, "Direction", loss.Direction == Direction.Maximize ? "a score: larger is better" : null);
        AppendLine(page, "Hyperparameters", string.Join(", ", loss.Hyperparameters.Select(static h => FormattableString.Invariant($"`{h.Name}` {h.Default} in {h.Range}"))));
        AppendLine(page, "Maps of the target, which can be computed ahead", Maps(loss, Of.Target));
        AppendLine(page, "Maps of the prediction, computed at every call", Maps(loss, Of.Prediction));
        AppendLine(page, "Not monotone", loss.IsMonotone ? null : "by declaration: a better prediction of a pixel may have a worse value");
        AppendLine(page, "Proved", string.Join("; ", Proved(loss.Proof)));
        page.Append($"\n```\nL = {loss.Formula}\n\n{loss.Gradient}\n```\n");
    }

    private static string Maps(LossMetadata loss, Of of) =>
        string.Join(", ", loss.RequiredMaps.Where(map => map.Of == of).Select(static map => $"`{map.Name}` ({map.Kind?.ToString() ?? map.Provider!.Split('.').Last()})"));

    private static IEnumerable<string> Proved(LossProof proof)
    {
        var held = proof.HoldsMapsConstant ? ", with its maps and stopped values held constant" : "";
        (Verdict Claim, string Text)[] claims =
        [
            (proof.IsFinite, proof.Values == ValueRange.Unknown ? "finite" : $"value in {proof.Values}"),
            (proof.KeepsDirection, "better predictions never have worse values"),
            (proof.HoldsMapsConstant ? proof.KeepsDirectionWithMapsHeld : Verdict.Undecided, "better predictions never have worse values" + held),
            (proof.HasBoundedGradient, (proof.IsSmooth == Verdict.Proved ? "bounded gradient" : "bounded gradient wherever there is one") + held),
            (proof.IsSmooth, "no kinks or jumps" + held),
        ];
        return claims.Where(static c => c.Claim == Verdict.Proved).Select(static c => c.Text);
    }

    private static void AppendLine(StringBuilder page, string name, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            page.Append($"- {name}: {text}\n");
        }
    }
}
