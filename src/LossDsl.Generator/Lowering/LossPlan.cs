using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Lowering;

/// <summary>
/// A loss as steps: forward to the value of each region, and back to the gradient of each pixel. Every backend prints this plan.
/// </summary>
/// <param name="Spec">What the plan was made from.</param>
/// <param name="Stages">Its stages, simplified.</param>
/// <param name="Forward">From the pixels to what the value needs.</param>
/// <param name="Value">The value of each region, or of each image.</param>
/// <param name="Backward">From <see cref="Upstream"/> to what the gradient needs; may read results of the forward.</param>
/// <param name="Gradient">The gradient of each pixel.</param>
/// <param name="Derivatives">For people.</param>
internal sealed record LossPlan(
    LossSpec Spec,
    EquatableArray<Stage> Stages,
    EquatableArray<Step> Forward,
    Expr Value,
    EquatableArray<Step> Backward,
    PixelGradient Gradient,
    Derivatives Derivatives)
{
    /// <summary>The derivative of what is differentiated by the value.</summary>
    public static readonly Variable Upstream = new("upstream", Level.Region);

    /// <summary>Whether the formula has one value per image, not one per region.</summary>
    public bool IsPerImage => Value.Level == Level.Image;

    /// <summary>Whether the value or the gradient depends on the class weights.</summary>
    public bool ReadsClassWeight => Reads(Quantities.ClassWeight) || Reads(Quantities.ClassWeightInMean);

    /// <summary>Whether pixel arithmetic is float64 for every type of logits: a variance by local means is a difference of almost equal numbers.</summary>
    public bool NeedsFloat64 => Forward.Any(static step => step.Kind == StepKind.LocalMean);

    /// <summary>Whether any step reads the variable.</summary>
    public bool Reads(Variable variable) =>
        Forward.Concat(Backward).Select(static step => step.Term).Concat([Value, .. Gradient.Expressions]).Any(expression => expression.Reads(variable));
}

/// <summary>The gradient of each pixel; what is not there is 0.</summary>
/// <param name="ByLogOdds">By the log-odds of p: what sigmoid and softmax go on from.</param>
/// <param name="ByProbability">By p itself: where the input is the probability.</param>
/// <param name="ByInput">By the input beside what it does to p, for stages that read x.</param>
internal sealed record PixelGradient(Expr? ByLogOdds, Expr? ByProbability, Expr? ByInput)
{
    public IEnumerable<Expr> Expressions => new[] { ByLogOdds, ByProbability, ByInput }.OfType<Expr>();
}
