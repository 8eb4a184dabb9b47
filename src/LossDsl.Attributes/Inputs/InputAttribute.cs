namespace LossDsl;

/// <summary>
/// Binds a parameter of a formula or a stage to an input: a tensor that the caller of the loss hands in beside logits and target, constant in the backward pass. The generated
/// methods <c>Compute</c>, <c>Backward</c> and <c>ValueAndGradient</c> take it under the name of the parameter.
/// A <c>System.ComponentModel.DataAnnotations.RangeAttribute</c> on the parameter promises bounds of the input's values, which proofs then use.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter, Inherited = false)]
public sealed class InputAttribute : Attribute
{
    /// <param name="per">What has a value of its own: each pixel, region, class, image or pair of classes.</param>
    public InputAttribute(Per per = Per.Pixel) => Per = per;

    /// <summary>The level of the input: one value for each pixel, region, class, image or pair of classes.</summary>
    public Per Per { get; }
}
