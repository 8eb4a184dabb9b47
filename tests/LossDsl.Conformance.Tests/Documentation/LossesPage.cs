using System.Text;
using LossDsl.Losses;

namespace LossDsl.Conformance.Documentation;

/// <summary>The part of docs/losses.md that follows from the catalogue and from published values.</summary>
internal static class LossesPage
{
    public const string Start = "<!-- From here on the page is written from the catalogue and from the published values. -->";

    public static string Render()
    {
        var page = new StringBuilder();
        foreach (var family in LossCatalog.All.GroupBy(static entry => entry.Metadata.Family).OrderBy(static group => group.Key))
        {
            page.Append($"\n## {family.Key}\n");
            foreach (var entry in family)
            {
                Append(page, entry.Metadata);
            }
        }

        return page.Append(DisagreementTable.Render()).ToString();
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
        AppendLine(page, "Proved", string.Join("; ", Proved(loss.Proof)));
        page.Append($"\n```\nL = {loss.Formula}\n\n{loss.Gradient}\n```\n");
    }

    private static string Maps(LossMetadata loss, Of of) =>
        string.Join(", ", loss.RequiredMaps.Where(map => map.Of == of).Select(static map => $"`{map.Name}` ({map.Kind?.ToString() ?? map.Provider!.Split('.').Last()})"));

    private static IEnumerable<string> Proved(LossProof proof)
    {
        (Claim Claim, string Text)[] claims =
        [
            (proof.IsFinite, proof.Values == ValueRange.Unknown ? "finite" : $"value in {proof.Values}"),
            (proof.KeepsDirection, "better predictions never have worse values"),
            (proof.HasBoundedGradient, "bounded gradient"),
            (proof.IsSmooth, "no kinks"),
        ];
        return claims.Where(static c => c.Claim == Claim.Proved).Select(static c => c.Text);
    }

    private static void AppendLine(StringBuilder page, string name, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            page.Append($"- {name}: {text}\n");
        }
    }
}
