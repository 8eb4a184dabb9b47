using LossDsl.Generator.Analysis;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Text;

namespace LossDsl.Generator.Backends.Metadata;

/// <summary>Prints the proved properties of a loss: as sentences for its documentation, and as C# for its metadata.</summary>
internal static class ProofText
{
    // The limits that LossProof documents.
    private const string Limits = "for up to 10¹² pixels, logits within ±10⁴ and maps within ±10⁹";

    private const string MapsHeldConstant = ", with its maps and stopped values held constant";

    /// <summary>Returns a sentence that lists the proved claims, if any, and another one if the loss is declared not to be monotone.</summary>
    /// <param name="proof">The verdicts of the analysis.</param>
    /// <param name="citation">The arguments of <c>[Loss]</c>.</param>
    public static IEnumerable<string> Sentences(CheckResults proof, Citation citation)
    {
        var held = proof.HoldsMapsConstant ? MapsHeldConstant : "";
        List<string> proved = [];
        AddIf(proof.Finite, "the value is finite" + (double.IsInfinity(proof.Range.Low) && double.IsInfinity(proof.Range.High) ? "" : $" and in {proof.Range}"));
        AddIf(proof.Direction, Better);
        AddIf(proof.Direction == Verdict.Proved ? Verdict.Undecided : proof.DirectionHeld, Better + MapsHeldConstant);
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

    private const string Better = "a better prediction never has a worse value";

    private const string NotMonotone = "Not monotone by declaration: a better prediction of a pixel may have a worse value.";

    /// <summary>Returns an object creation expression for a <c>LossProof</c>.</summary>
    public static string ToCode(CheckResults proof) =>
        $"new() {{ IsFinite = {ToCode(proof.Finite)}, Values = {ToCode(proof.Range)}, ValuesAtDefaults = {ToCode(proof.RangeAtDefaults)}, "
        + $"KeepsDirection = {ToCode(proof.Direction)}, KeepsDirectionWithMapsHeld = {ToCode(proof.DirectionHeld)}, HasBoundedGradient = {ToCode(proof.BoundedGradient)}, IsSmooth = {ToCode(proof.Smooth)}{(proof.HoldsMapsConstant ? ", HoldsMapsConstant = true" : "")} }}";

    private static string ToCode(Verdict verdict) => $"global::LossDsl.Verdict.{verdict}";

    private static string ToCode(Interval range) => $"new({Numbers.ToCode(Numbers.Round(range.Low, up: false))}, {Numbers.ToCode(Numbers.Round(range.High, up: true))})";
}
