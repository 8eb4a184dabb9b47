using LossDsl.Generator.Analysis;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Text;

namespace LossDsl.Generator.Backends.Metadata;

/// <summary>What was proved of a loss: for people, and for the catalog.</summary>
internal static class ProofText
{
    // As LossProof has them.
    private const string Limits = "for up to 10¹² pixels, logits within ±10⁴ and maps within ±10⁹";

    private const string MapsHeldConstant = ", with its maps held constant";

    /// <summary>Sentences on the claims that were proved, and on the one that a loss does not make.</summary>
    public static IEnumerable<string> Sentences(CheckResults proof, Citation citation)
    {
        var held = proof.HoldsMapsConstant ? MapsHeldConstant : "";
        List<string> proved = [];
        AddIf(proof.Finite, "the value is finite" + (double.IsInfinity(proof.Range.Low) && double.IsInfinity(proof.Range.High) ? "" : $" and in {proof.Range}"));
        AddIf(proof.Direction, "a better prediction never has a worse value" + held);
        AddIf(proof.BoundedGradient, (proof.Smooth == Verdict.Proved ? "the gradient is bounded" : "the gradient is bounded wherever there is one") + held);
        AddIf(proof.Smooth, "there are no kinks or jumps" + held);
        return [.. proved.Count == 0 ? [] : (string[])[$"Proved {Limits}: {string.Join("; ", proved)}."], .. citation.IsMonotone ? [] : (string[])[NotMonotone]];

        void AddIf(Verdict verdict, string claim)
        {
            if (verdict == Verdict.Proved)
            {
                proved.Add(claim);
            }
        }
    }

    private const string NotMonotone = "Not monotone by declaration: a better prediction of a pixel may have a worse value.";

    public static string ToCode(CheckResults proof) =>
        $"new() {{ IsFinite = {ToCode(proof.Finite)}, Values = {ToCode(proof.Range)}, ValuesAtDefaults = {ToCode(proof.RangeAtDefaults)}, "
        + $"KeepsDirection = {ToCode(proof.Direction)}, HasBoundedGradient = {ToCode(proof.BoundedGradient)}, IsSmooth = {ToCode(proof.Smooth)}{(proof.HoldsMapsConstant ? ", HoldsMapsConstant = true" : "")} }}";

    private static string ToCode(Verdict verdict) => $"global::LossDsl.Verdict.{verdict}";

    private static string ToCode(Interval range) => $"new({Numbers.ToCode(Numbers.Round(range.Low, up: false))}, {Numbers.ToCode(Numbers.Round(range.High, up: true))})";
}
