using LossDsl;
using UNetTrainer.Errors;

namespace UNetTrainer.Training;

/// <summary>Chooses the activation of a run: the one that the user asks for, or else the one that the loss is made for.</summary>
internal static class LossActivation
{
    /// <summary>Returns the activation to train with.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="asked">Activation by <c>--activation</c>; null if not given.</param>
    /// <exception cref="InputException">The loss is made for softmax, and the user asks for another activation.</exception>
    public static Activation Resolve(LossMetadata loss, Activation? asked) => Contradicts(loss, asked)
        ? throw new InputException($"Loss '{loss.Name}' is made for softmax and cannot be trained with --activation {Word(asked!.Value)}: false positives would cost nothing. Leave --activation out, or choose a loss that 'losses --describe' says is made for sigmoid.")
        : asked ?? loss.Activation;

    /// <summary>
    /// Whether an activation changes the meaning of a loss.
    /// Only losses made for softmax change: of each pixel they read the probability of its own class alone, so that false positives would cost nothing.
    /// </summary>
    public static bool Contradicts(LossMetadata loss, Activation? asked) => loss.Activation == Activation.Softmax && asked is not (null or Activation.Softmax);

    /// <summary>Returns the word for an activation on the command line.</summary>
    public static string Word(Activation activation) => activation.ToString().ToLowerInvariant();
}
