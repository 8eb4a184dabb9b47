using LossDsl;
using UNetTrainer.Errors;

namespace UNetTrainer.Training;

/// <summary>Refuses losses that read inputs beside logits and target: a data set has images and masks alone.</summary>
internal static class LossInputs
{
    /// <summary>Whether the trainer can call a loss with what a data set has.</summary>
    public static bool AreKnown(LossMetadata loss) => loss.RequiredInputs.Count == 0;

    /// <summary>Checks that a loss reads no input.</summary>
    /// <exception cref="InputException">The loss reads an input; the message names all.</exception>
    public static void RequireNone(LossMetadata loss)
    {
        if (!AreKnown(loss))
        {
            throw new InputException(
                $"Loss '{loss.Name}' reads {string.Join(", ", loss.RequiredInputs.Select(static input => $"'{input.Name}'"))} beside logits and target, which a data set of images and masks does not have: the trainer cannot feed it. "
                + "Choose another loss, or call this one from a training loop of your own.");
        }
    }
}
