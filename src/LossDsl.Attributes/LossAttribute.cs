namespace LossDsl;

/// <summary>
/// Marks a partial class as a segmentation loss. One static method of the class carries <see cref="FormulaAttribute"/>;
/// from it the generator writes a TorchSharp module with an analytic backward into the same class.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class LossAttribute : Attribute
{
    /// <param name="name">The name of the loss in the catalog, in lower-case words joined by hyphens, e.g. <c>focal-tversky</c>.</param>
    public LossAttribute(string name) => Name = name;

    /// <summary>The name of the loss in the catalog.</summary>
    public string Name { get; }

    /// <summary>The family of the loss, after Table I of Jadon 2020.</summary>
    public LossFamily Family { get; set; }

    /// <summary>The paper that the loss comes from, e.g. <c>Salehi et al. 2017, arXiv:1706.05721</c>.</summary>
    public string? Reference { get; set; }

    /// <summary>The equation that the formula implements, e.g. <c>Jadon 2020, eq. 10</c>.</summary>
    public string? Equation { get; set; }

    /// <summary>When to use the loss, in a sentence.</summary>
    public string? UseCase { get; set; }

    /// <summary>Where the formula differs from the cited equation, and why.</summary>
    public string? Deviation { get; set; }

    /// <summary>Whether training makes the value small (the default) or large.</summary>
    public Direction Direction { get; set; }

    /// <summary>
    /// The activation that the formula is made for: how logits become the p that it reads. A loss takes it unless <c>LossOptions.Activation</c> says another.
    /// A formula that counts of each pixel its own class alone, such as -y log p, is made for <see cref="Activation.Softmax"/>.
    /// </summary>
    public Activation Activation { get; set; }

    /// <summary>
    /// Whether a better prediction of a pixel is meant never to have a worse value (the default). False for a penalty, a calibration loss or an ordinal loss, which is
    /// minimised although it has no such direction: the claim is then not checked, nor reported.
    /// </summary>
    public bool IsMonotone { get; set; } = true;
}
