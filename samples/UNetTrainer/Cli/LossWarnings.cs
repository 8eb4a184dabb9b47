using LossDsl;
using UNetTrainer.Training;

namespace UNetTrainer.Cli;

/// <summary>Lists the warnings about a loss that a user should see before training with the loss.</summary>
internal static class LossWarnings
{
    /// <summary>Returns the warnings, one line each; none for most losses.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="activation">Activation that the loss is trained with.</param>
    public static IEnumerable<string> List(LossMetadata loss, Activation activation)
    {
        // A new run is refused; only a resumed run can get here, and continues as it began.
        if (LossActivation.Contradicts(loss, activation))
        {
            yield return $"'{loss.Name}' is made for softmax, but this run began with {LossActivation.Word(activation)}: false positives cost nothing. A new run takes softmax.";
        }

        if (loss.Direction == Direction.Maximize)
        {
            yield return $"'{loss.Name}' is a score, larger is better: it is maximised.";
        }

        if (loss.Proof.KeepsDirection == Verdict.Refuted)
        {
            yield return $"'{loss.Name}' rewards errors: better predictions can have worse values.";
        }

        if (loss.Proof.HasBoundedGradient == Verdict.Refuted)
        {
            yield return $"'{loss.Name}' has an unbounded gradient: one pixel can undo what the network has learned; a small learning rate may help.";
        }
    }
}
