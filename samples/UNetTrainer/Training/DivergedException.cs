namespace UNetTrainer.Training;

/// <summary>The loss or its gradient is no longer finite. The weights are those before the step that would have spread it.</summary>
internal sealed class DivergedException(string message) : Exception(message);
