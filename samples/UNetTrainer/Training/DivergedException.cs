using UNetTrainer.Errors;

namespace UNetTrainer.Training;

/// <summary>The loss is no longer a finite number. The weights are those before the step that would have spread it.</summary>
internal sealed class DivergedException(string loss, double value, int epoch, int batch)
    : InputException($"Loss '{loss}' is {value} in batch {batch} of epoch {epoch}: training stopped before that step. Try a smaller --learning-rate, or other hyperparameters.");
