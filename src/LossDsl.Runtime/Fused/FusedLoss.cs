namespace LossDsl.Fused;

/// <summary>A loss as its kernels need it.</summary>
/// <param name="Options">What the loss was told.</param>
/// <param name="Evaluate">The formula over one group of images; written by the generator.</param>
/// <param name="IsPerImage">The formula has one value for each group, no longer one for each class of it.</param>
/// <param name="ReadsClassWeight">The formula applies the class weights itself.</param>
/// <param name="NeedsFloat64">The formula is computed in float64 whatever the logits are.</param>
internal sealed record FusedLoss(LossOptions Options, Func<ImageGroup, RegionValues> Evaluate, bool IsPerImage, bool ReadsClassWeight, bool NeedsFloat64);
