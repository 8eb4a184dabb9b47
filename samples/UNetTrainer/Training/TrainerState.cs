namespace UNetTrainer.Training;

/// <summary>What a trainer has learnt, as bytes.</summary>
/// <param name="Weights">Weights and running statistics of the network, as TorchSharp saves a module.</param>
/// <param name="Optimizer">The optimizer's steps and moments, as TorchSharp saves an optimizer.</param>
internal sealed record TrainerState(byte[] Weights, byte[] Optimizer);
