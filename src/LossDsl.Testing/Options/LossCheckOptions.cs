namespace LossDsl.Testing;

/// <summary>Settings of the checks in <see cref="LossCheck"/>: activations, shape, seed and tolerances. Immutable.</summary>
public sealed record LossCheckOptions
{
    /// <summary>The default settings: all activations, logits [2, 3, 4, 3].</summary>
    public static LossCheckOptions Default { get; } = new();

    /// <summary>Activations to check, all by default. Softmax is left out where the shape has one class.</summary>
    public IReadOnlyList<Activation> Activations { get; init; } = Enum.GetValues<Activation>();

    /// <summary>
    /// Shape of the logits, [B, C, ...] with any number of spatial dimensions, also none. Every element costs four evaluations of the loss in <see cref="LossCheck.Gradient"/>.
    /// </summary>
    public IReadOnlyList<long> Shape { get; init; } = [2, 3, 4, 3];

    /// <summary>Seed of the random inputs. Another seed moves an input away from a kink or a jump of the formula.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Allowed difference of an element of the gradient, relative to the largest element; 1e-6 by default.</summary>
    public double GradientTolerance { get; init; } = 1e-6;

    /// <summary>Allowed difference of a value, relative to the value of the formula; 1e-9 by default.</summary>
    public double ValueTolerance { get; init; } = 1e-9;
}
