namespace LossDsl.Cuda;

/// <summary>Kernels of a loss together with the facts about the formula that a call on a CUDA device needs.</summary>
/// <param name="Name">Name of the loss, for errors.</param>
/// <param name="Options">Options of the loss.</param>
/// <param name="Program">The kernels.</param>
/// <param name="Numbers">Numbers of the host, from the hyperparameters.</param>
/// <param name="Inputs">The inputs that the formula reads.</param>
/// <param name="IsPerImage">Whether the formula has one value for each group, instead of one for each class of the group.</param>
/// <param name="IsPerBatch">Whether the formula has one value for the batch; <paramref name="IsPerImage"/> is then true too.</param>
/// <param name="ReadsClassWeight">Whether the formula applies the class weights itself.</param>
/// <param name="ReducesPixelClasses">Whether the formula reduces over the classes of a pixel.</param>
/// <param name="NeedsFloat64">Whether pixels are computed in float64 whatever the type of the logits.</param>
internal sealed record CudaLoss(string Name, LossOptions Options, CudaProgram Program, double[] Numbers, IReadOnlyList<RequiredInput> Inputs, bool IsPerImage, bool IsPerBatch, bool ReadsClassWeight, bool ReducesPixelClasses, bool NeedsFloat64);
