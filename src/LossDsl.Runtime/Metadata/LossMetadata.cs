namespace LossDsl;

/// <summary>Metadata of a loss, available without constructing it: name, source, formula, gradient, hyperparameters, maps, inputs and proofs. The generator writes it.</summary>
public sealed record LossMetadata
{
    /// <summary>The name of the loss in the catalog, e.g. <c>focal-tversky</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The family of the loss.</summary>
    public LossFamily Family { get; init; }

    /// <summary>The paper that the loss comes from; null if not stated.</summary>
    public string? Reference { get; init; }

    /// <summary>The equation that the formula implements; null if not stated.</summary>
    public string? Equation { get; init; }

    /// <summary>One sentence on when to use the loss; null if not stated.</summary>
    public string? UseCase { get; init; }

    /// <summary>Differences between the formula and the cited equation, with reasons; null if there are none.</summary>
    public string? Deviation { get; init; }

    /// <summary>Direction of optimization: whether smaller or larger values are better.</summary>
    public Direction Direction { get; init; }

    /// <summary>The activation that the formula is made for. A loss uses it if <see cref="LossOptions.Activation"/> is null.</summary>
    public Activation Activation { get; init; }

    /// <summary>Whether the loss is meant to be monotone: a better prediction of a pixel never has a worse value. False for penalties, calibration losses and ordinal losses.</summary>
    public bool IsMonotone { get; init; } = true;

    /// <summary>
    /// Whether pixels have values of their own, which <see cref="FormulaLoss.PixelValues"/> computes: the loss is a mean or sum over pixels, or the sum over classes of one, perhaps times
    /// hyperparameters or class weights.
    /// </summary>
    public bool HasPixelValues { get; init; }

    /// <summary>The formula as plain text, then the stages that it reads, a line each.</summary>
    public required string Formula { get; init; }

    /// <summary>The formula as LaTeX without delimiters, then the stages that it reads, a line each.</summary>
    public required string FormulaLatex { get; init; }

    /// <summary>The derivatives of formula and stages by the quantities that each reads, as plain text, a line each; then the intermediate results that they share.</summary>
    public required string Gradient { get; init; }

    /// <summary>The derivatives of formula and stages by the quantities that each reads, as LaTeX without delimiters, a line each; then the intermediate results that they share.</summary>
    public required string GradientLatex { get; init; }

    /// <summary>The hyperparameters of the loss, in the order of the constructor.</summary>
    public IReadOnlyList<Hyperparameter> Hyperparameters { get; init; } = [];

    /// <summary>The maps that the loss reads beside prediction and target. A data loader can compute the maps of the target ahead, without further knowledge of the loss.</summary>
    public IReadOnlyList<RequiredMap> RequiredMaps { get; init; } = [];

    /// <summary>The inputs that the caller hands in beside logits and target, in the order in which the generated methods take them.</summary>
    public IReadOnlyList<RequiredInput> RequiredInputs { get; init; } = [];

    /// <summary>The claims about the loss that were checked when it was compiled.</summary>
    public LossProof Proof { get; init; } = new();
}
