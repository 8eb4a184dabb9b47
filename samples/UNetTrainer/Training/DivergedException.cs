namespace UNetTrainer.Training;

/// <summary>Error that ends training when the loss or its gradient is no longer finite. The weights are those before the step that would have made them infinite or NaN.</summary>
internal sealed class DivergedException(string message) : Exception(message);
