using System.Text;
using LossDsl;
using UNetTrainer.Training;

namespace UNetTrainer.Cli;

/// <summary>Describes a loss for a reader: formula, gradient, hyperparameters, maps, inputs, proofs and sources. Parts that the metadata does not state are left out.</summary>
internal static class LossDescription
{
    /// <summary>Returns the description as lines of text.</summary>
    public static string Describe(LossMetadata loss)
    {
        var text = new StringBuilder($"{loss.Name} ({loss.Family.ToString().ToLowerInvariant()}; {(loss.Direction == Direction.Maximize ? "larger is better: training makes it large" : "smaller is better")}; made for {LossActivation.Word(loss.Activation)})\n");
        Part(text, "Use", loss.UseCase);
        Part(text, "Formula", "L = " + loss.Formula);
        Part(text, "Gradient", loss.Gradient);
        Part(text, "Hyperparameters", Lines(loss.Hyperparameters, static h => FormattableString.Invariant($"{HyperparameterOptions.NameOf(h)}: default {h.Default}, in {h.Range}")));
        Part(text, "Maps", Lines(loss.RequiredMaps, static m => m.ToString()));
        Part(text, "Inputs", Lines(loss.RequiredInputs, static i => i.ToString()));
        Part(text, "Proofs", Lines(Proofs(loss), static p => $"{p.Claim}: {p.Outcome}"));
        Part(text, "Reference", loss.Reference);
        Part(text, "Equation", loss.Equation);
        Part(text, "Differs from the equation", loss.Deviation);
        return text.ToString();
    }

    private static IEnumerable<(string Claim, string Outcome)> Proofs(LossMetadata loss) =>
    [
        ("the value is finite", Word(loss.Proof.IsFinite)),
        ("value of a region", $"in {loss.Proof.Values}, with the defaults in {loss.Proof.ValuesAtDefaults}"),
        ("a better prediction never has a worse value", loss.IsMonotone ? Word(loss.Proof.KeepsDirection) : "not claimed, the loss is not monotone by declaration"),
        .. loss.IsMonotone && loss.Proof.HoldsMapsConstant ? [("the same, with its maps and stopped values held constant", Word(loss.Proof.KeepsDirectionWithMapsHeld))] : Array.Empty<(string, string)>(),
        ("the gradient by the logit is bounded", OfSlope(loss.Proof, loss.Proof.HasBoundedGradient)),
        ("smooth", OfSlope(loss.Proof, loss.Proof.IsSmooth)),
    ];

    private static string OfSlope(LossProof proof, Verdict claim) => Word(claim) + (claim == Verdict.Proved && proof.HoldsMapsConstant ? ", with its maps and stopped values held constant" : "");

    private static string Word(Verdict claim) => claim.ToString().ToLowerInvariant();

    private static void Part(StringBuilder text, string title, string? content)
    {
        if (!string.IsNullOrEmpty(content))
        {
            text.Append($"\n{title}\n{string.Concat(content.TrimEnd('\n').Split('\n').Select(static line => $"  {line}\n"))}");
        }
    }

    private static string Lines<T>(IEnumerable<T> items, Func<T, string> line) => string.Join('\n', items.Select(line));
}
