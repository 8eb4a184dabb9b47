namespace LossDsl.Fused;

/// <summary>Generated formula of a loss together with the facts about the formula that a fused call needs.</summary>
/// <param name="Options">Options of the loss.</param>
/// <param name="Evaluate">Generated method that runs the passes over one group of images and returns the value of each region, or one value for the group.</param>
/// <param name="Inputs">The inputs that the formula reads.</param>
/// <param name="IsPerImage">Whether the formula has one value for each group, instead of one for each class of the group.</param>
/// <param name="IsPerBatch">Whether the formula has one value for the batch; <paramref name="IsPerImage"/> is then true too.</param>
/// <param name="ReducesBatch">Whether values of one image depend on other images.</param>
/// <param name="ReadsClassWeight">Whether the formula applies the class weights itself.</param>
/// <param name="OrdersPixels">Whether the formula orders the pixels of a region, which one thread does.</param>
/// <param name="NeedsFloat64">Whether the formula must be computed in float64 whatever the type of the logits.</param>
internal sealed record FusedLoss(LossOptions Options, Func<ImageGroup, RegionValues> Evaluate, IReadOnlyList<RequiredInput> Inputs, bool IsPerImage, bool IsPerBatch, bool ReducesBatch, bool ReadsClassWeight, bool OrdersPixels, bool NeedsFloat64);
