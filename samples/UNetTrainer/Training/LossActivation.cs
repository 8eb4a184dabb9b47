using LossDsl;
using UNetTrainer.Errors;

namespace UNetTrainer.Training;

/// <summary>The activation of a run: the one that was asked for, or else the one that the loss is made for.</summary>
internal static class LossActivation
{
    /// <summary>The activation to train with.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="asked">What <c>--activation</c> says, or null.</param>
    /// <exception cref="InputException">The loss is made for softmax, and something else was asked for.</exception>
    public static Activation Resolve(LossMetadata loss, Activation? asked) => Contradicts(loss, asked)
        ? throw new InputException($"Loss '{loss.Name}' is made for softmax and cannot be trained with --activation {Word(asked!.Value)}: false positives would cost nothing. Leave --activation out, or choose a loss that 'losses --describe' says is made for sigmoid.")
        : asked ?? loss.Activation;

    /// <summary>Whether the loss becomes another one. Every loss but those made for softmax, which count of each pixel its own class alone, means the same under any activation.</summary>
    public static bool Contradicts(LossMetadata loss, Activation? asked) => loss.Activation == Activation.Softmax && asked is not (null or Activation.Softmax);

    /// <summary>The activation as it is written on the command line.</summary>
    public static string Word(Activation activation) => activation.ToString().ToLowerInvariant();
}
