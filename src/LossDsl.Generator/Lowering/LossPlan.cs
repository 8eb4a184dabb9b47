using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Lowering;

/// <summary>
/// Lowered form of a loss: ordered steps of the forward pass up to the value of each region, and of the backward pass down to the gradient of each pixel.
/// Every backend prints this plan, and analysis checks it.
/// </summary>
/// <param name="Spec">The loss as the frontend read it.</param>
/// <param name="Stages">The stages of <paramref name="Spec"/>, simplified.</param>
/// <param name="Forward">Steps from the pixels to all that <paramref name="Value"/> reads, each before its first use.</param>
/// <param name="Value">The loss value of each region, of each image for a formula that reduces over classes, of the batch, or of each pixel in a plan of pixel values.</param>
/// <param name="Backward">Steps from <see cref="Upstream"/> to all that <paramref name="Gradient"/> reads. They may read results of <paramref name="Forward"/>.</param>
/// <param name="Gradient">The gradient of each pixel, multiplied by the upstream gradient.</param>
/// <param name="Derivatives">The derivatives of the stages, for documentation.</param>
internal sealed record LossPlan(
    LossSpec Spec,
    EquatableArray<Stage> Stages,
    EquatableArray<Step> Forward,
    Expr Value,
    EquatableArray<Step> Backward,
    PixelGradient Gradient,
    StageDerivatives Derivatives)
{
    /// <summary>Upstream gradient: the derivative of the scalar that the caller differentiates by the loss value of a region.</summary>
    public static readonly Variable Upstream = new("upstream", Level.Region);

    /// <summary>Upstream gradient of a plan of pixel values: the derivative of the scalar that the caller differentiates by the value of a pixel.</summary>
    public static readonly Variable UpstreamOfPixel = new(Upstream.Name, Level.Pixel);

    /// <summary>Plan whose value is that of each pixel, for a loss that is a mean or sum over pixels; null for other losses.</summary>
    public LossPlan? PixelValues { get; init; }

    /// <summary>Whether the formula has one value per image, or one for the batch, not one per region.</summary>
    public bool IsPerImage => Spec.Formula.Result.Level <= Level.Image;

    /// <summary>Whether the formula has one value for the batch.</summary>
    public bool IsPerBatch => Spec.Formula.Result.Level == Level.Batch;

    /// <summary>Whether values of one image depend on other images.</summary>
    public bool ReducesBatch => Forward.Any(static step => step.Result.Level == Level.Batch);

    /// <summary>Whether the value at a pixel and class depends on other classes of the pixel by more than the activation.</summary>
    public bool ReducesPixelClasses => Stages.Any(static stage => stage.Kind.IsOverPixelClasses());

    /// <summary>Whether the loss depends on the order of the pixels of a region.</summary>
    public bool OrdersPixels => Forward.Any(static step => step.IsOrdered);

    /// <summary>Whether the value or the gradient depends on the class weights.</summary>
    public bool ReadsClassWeight => Reads(Quantities.ClassWeight) || Reads(Quantities.ClassWeightInMean);

    /// <summary>Whether pixel arithmetic is float64 for every type of logits: differences between a value and its local mean are those of almost equal numbers.</summary>
    public bool NeedsFloat64 => Forward.Any(static step => step.Window is not null);

    /// <summary>Whether a step, the value or the gradient reads the variable.</summary>
    public bool Reads(Variable variable) =>
        Forward.Concat(Backward).SelectMany(static step => step.Terms).Concat([Value, .. Gradient.Expressions]).Any(expression => expression.Reads(variable));
}

/// <summary>Gradient of a pixel in the three forms that the runtime needs. A null form is 0.</summary>
/// <param name="ByLogOdds">Derivative by the log-odds of p, from which the runtime applies the derivative of sigmoid or softmax.</param>
/// <param name="ByProbability">Derivative by p, for calls whose input is probabilities. It is the same gradient as <paramref name="ByLogOdds"/>; both are null or neither.</param>
/// <param name="ByInput">Derivative by the raw logit x, for stages that read x. It excludes the path through p and is added to the other form.</param>
internal sealed record PixelGradient(Expr? ByLogOdds, Expr? ByProbability, Expr? ByInput)
{
    /// <summary>The forms that are not null.</summary>
    public IEnumerable<Expr> Expressions => new[] { ByLogOdds, ByProbability, ByInput }.OfType<Expr>();
}
