namespace UNetTrainer.Training;

/// <summary>State of a trainer as bytes: weights and optimizer.</summary>
/// <param name="Weights">Weights and running statistics of the network, as TorchSharp saves a module.</param>
/// <param name="Optimizer">Steps and moments of the optimizer, as TorchSharp saves an optimizer, followed by the float32 master weights if there are any.</param>
internal sealed record TrainerState(byte[] Weights, byte[] Optimizer);
