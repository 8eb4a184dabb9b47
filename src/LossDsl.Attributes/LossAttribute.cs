namespace LossDsl;

/// <summary>
/// Marks a partial class as a segmentation loss. One static method of the class carries <see cref="FormulaAttribute"/>.
/// From that method the generator writes a TorchSharp module with an analytic backward pass into the same class.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class LossAttribute : Attribute
{
    /// <param name="name">
    /// The name of the loss in the catalog: ASCII letters, digits and hyphens, not starting with a hyphen. By convention lower-case words, e.g. <c>focal-tversky</c>.
    /// </param>
    public LossAttribute(string name) => Name = name;

    /// <summary>The name of the loss in the catalog, unique in its assembly regardless of case.</summary>
    public string Name { get; }

    /// <summary>The family of the loss, after Table I of Jadon 2020. The default is <see cref="LossFamily.Unspecified"/>.</summary>
    public LossFamily Family { get; set; }

    /// <summary>The paper that the loss comes from, e.g. <c>Salehi et al. 2017, arXiv:1706.05721</c>. Null if not stated.</summary>
    public string? Reference { get; set; }

    /// <summary>The equation that the formula implements, e.g. <c>Jadon 2020, eq. 10</c>. Null if not stated.</summary>
    public string? Equation { get; set; }

    /// <summary>One sentence on when to use the loss. Null if not stated.</summary>
    public string? UseCase { get; set; }

    /// <summary>Differences between the formula and the cited equation, with reasons. Null if there are none.</summary>
    public string? Deviation { get; set; }

    /// <summary>Direction of optimization: <see cref="Direction.Minimize"/> (the default) or <see cref="Direction.Maximize"/>.</summary>
    public Direction Direction { get; set; }

    /// <summary>
    /// The activation that the formula is made for. A loss uses it unless <c>LossOptions.Activation</c> sets another. The default is <see cref="Activation.Sigmoid"/>.
    /// State <see cref="Activation.Softmax"/> for a formula that reads only the labelled class of a pixel, such as -y log p.
    /// </summary>
    public Activation Activation { get; set; }

    /// <summary>
    /// Whether the loss is meant to be monotone: a better prediction of a pixel never has a worse value. The default is true. Set false for a penalty, a calibration loss or an
    /// ordinal loss, which are minimised without this property. The generator then neither checks nor reports it.
    /// </summary>
    public bool IsMonotone { get; set; } = true;
}
