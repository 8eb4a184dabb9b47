using LossDsl.Generator.Analysis;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Text;

namespace LossDsl.Generator.Backends.Metadata;

/// <summary>What was proved of a loss: for people, and for the catalogue.</summary>
internal static class ProofText
{
    public static IEnumerable<string> Sentences(Proof proof)
    {
        List<string> proved = [];
        if (proof.Finite == Verdict.Proved)
        {
            proved.Add(proof.Range == Interval.Anything || (double.IsInfinity(proof.Range.Low) && double.IsInfinity(proof.Range.High))
                ? "the value is finite"
                : $"the value is finite and in {proof.Range}");
        }

        AddIf(proof.Direction, "a better prediction never has a worse value");
        AddIf(proof.BoundedGradient, "the gradient is bounded");
        AddIf(proof.Smooth, "there are no kinks");
        return proved.Count == 0 ? [] : [$"Proved for all that can come in: {string.Join("; ", proved)}."];

        void AddIf(Verdict verdict, string claim)
        {
            if (verdict == Verdict.Proved)
            {
                proved.Add(claim);
            }
        }
    }

    public static string ToCode(Proof proof) =>
        $"new() {{ IsFinite = {ToCode(proof.Finite)}, Values = {ToCode(proof.Range)}, ValuesAtDefaults = {ToCode(proof.RangeAtDefaults)}, "
        + $"KeepsDirection = {ToCode(proof.Direction)}, HasBoundedGradient = {ToCode(proof.BoundedGradient)}, IsSmooth = {ToCode(proof.Smooth)} }}";

    private static string ToCode(Verdict verdict) => $"global::LossDsl.Claim.{verdict}";

    private static string ToCode(Interval range) => $"new({Numbers.ToCode(Numbers.Round(range.Low, up: false))}, {Numbers.ToCode(Numbers.Round(range.High, up: true))})";
}
