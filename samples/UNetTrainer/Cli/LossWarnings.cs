using LossDsl;

namespace UNetTrainer.Cli;

/// <summary>What somebody who chooses a loss should know of it, a line each.</summary>
internal static class LossWarnings
{
    public static IEnumerable<string> Of(LossMetadata loss)
    {
        if (loss.Direction == Direction.Maximize)
        {
            yield return $"'{loss.Name}' is a score, larger is better: it is maximised.";
        }

        if (loss.Proof.KeepsDirection == Claim.Refuted)
        {
            yield return $"'{loss.Name}' rewards errors: better predictions can have worse values.";
        }

        if (loss.Proof.HasBoundedGradient == Claim.Refuted)
        {
            yield return $"'{loss.Name}' has an unbounded gradient: one pixel can undo what the network has learned; a small learning rate may help.";
        }
    }
}
