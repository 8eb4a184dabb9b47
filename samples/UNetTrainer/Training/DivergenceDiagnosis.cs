using LossDsl;
using TorchSharp;
using UNetTrainer.Data;
using static TorchSharp.torch;

namespace UNetTrainer.Training;

/// <summary>Diagnosis of a loss that is not finite: finds out whether the network or the loss is the cause, and writes the message in one line.</summary>
/// <param name="loss">Metadata of the loss.</param>
/// <param name="settings">Settings of the training.</param>
internal sealed class DivergenceDiagnosis(LossMetadata loss, TrainingSettings settings)
{
    private const int SlicesNamed = 4;

    /// <summary>Creates the exception, whose message says what happened, where, why, and what to do.</summary>
    /// <param name="epoch">Number of the epoch, from 1.</param>
    /// <param name="batch">Number of the batch, from 1.</param>
    /// <param name="slices">Slices of the batch.</param>
    /// <param name="value">Value of the loss; a finite one means that the gradient is not finite.</param>
    /// <param name="output">Output of the network for the batch.</param>
    public DivergedException Describe(int epoch, int batch, IReadOnlyList<Slice> slices, double value, Tensor output)
    {
        var what = double.IsFinite(value) ? $"The gradient of loss '{loss.Name}' is not finite" : FormattableString.Invariant($"Loss '{loss.Name}' is {value}");
        var names = string.Join(", ", slices.Take(SlicesNamed).Select(static s => s.Name)) + (slices.Count > SlicesNamed ? $" and {slices.Count - SlicesNamed} more" : "");
        return new($"{what} in batch {batch} of epoch {epoch} ({names}): {Cause(output)} Training stopped before that step; the weights before it are saved.");
    }

    private string Cause(Tensor output)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var finite = output.isfinite();
        var lost = output.numel() - finite.sum().ToInt64();
        return lost > 0
            ? $"{lost} of {output.numel()} outputs of the network are not finite, so its weights have grown too far. Try a smaller --learning-rate, or --clip-gradient 1."
            : FormattableString.Invariant($"the network's outputs are finite, up to {output.abs().max().ToDouble():G3} in size, so it is the loss, {Formula()}.{Hazard()} {Advice()}");
    }

    private string Formula()
    {
        var hyperparameters = string.Join(", ", settings.Hyperparameters.Select(static h => FormattableString.Invariant($"{h.Key} = {h.Value}")));
        return hyperparameters.Length == 0 ? loss.Formula.Trim() : $"{loss.Formula.Trim()} with {hyperparameters}";
    }

    // Proofs by the compiler that explain a value or gradient that is not finite.
    private string Hazard() => (loss.Proof.IsFinite, loss.Proof.HasBoundedGradient) switch
    {
        (Verdict.Refuted, _) => " Its value is infinite or undefined for some predictions, as the compiler warned.",
        (_, Verdict.Refuted) => " Its gradient has no bound, as the compiler warned.",
        (Verdict.Undecided, _) => " It is not proved that its value is always finite.",
        (_, Verdict.Undecided) => " It is not proved that its gradient has a bound.",
        _ => "",
    };

    private string Advice() => (settings.Activation ?? loss.Activation) == Activation.None
        ? "With --activation none it is given probabilities that can be exactly 0 or 1: try --activation sigmoid."
        : "Try other hyperparameters, or a smaller --learning-rate.";
}
