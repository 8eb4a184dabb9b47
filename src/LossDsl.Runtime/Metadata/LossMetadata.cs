namespace LossDsl;

/// <summary>What is known of a loss without constructing it.</summary>
public sealed record LossMetadata
{
    /// <summary>The name in the catalog, e.g. <c>focal-tversky</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The family of the loss.</summary>
    public LossFamily Family { get; init; }

    /// <summary>The paper that the loss comes from, if stated.</summary>
    public string? Reference { get; init; }

    /// <summary>The equation that the formula implements, if stated.</summary>
    public string? Equation { get; init; }

    /// <summary>When to use the loss, if stated.</summary>
    public string? UseCase { get; init; }

    /// <summary>Where the formula differs from the cited equation, if it does.</summary>
    public string? Deviation { get; init; }

    /// <summary>Whether smaller or larger values are better.</summary>
    public Direction Direction { get; init; }

    /// <summary>The activation that the formula is made for, which a loss takes where <see cref="LossOptions.Activation"/> is null.</summary>
    public Activation Activation { get; init; }

    /// <summary>Whether a better prediction of a pixel is meant never to have a worse value; false for a penalty, a calibration loss or an ordinal loss.</summary>
    public bool IsMonotone { get; init; } = true;

    /// <summary>The formula as plain text.</summary>
    public required string Formula { get; init; }

    /// <summary>The formula as LaTeX, without delimiters.</summary>
    public required string FormulaLatex { get; init; }

    /// <summary>The derivative by every quantity that the formula reads, a line each, as plain text.</summary>
    public required string Gradient { get; init; }

    /// <summary>The derivative by every quantity that the formula reads, a line each, as LaTeX without delimiters.</summary>
    public required string GradientLatex { get; init; }

    /// <summary>The numbers that the loss is constructed with, in the order of the constructor.</summary>
    public IReadOnlyList<Hyperparameter> Hyperparameters { get; init; } = [];

    /// <summary>The maps that the loss reads beside prediction and target. Those of the target can be computed ahead, by a data loader that knows nothing else of the loss.</summary>
    public IReadOnlyList<RequiredMap> RequiredMaps { get; init; } = [];

    /// <summary>What was proved of the loss when it was compiled.</summary>
    public LossProof Proof { get; init; } = new();
}
