using LossDsl.Activations;
using LossDsl.Tensors;

namespace LossDsl.Counts;

/// <summary>Soft counts from |p - y|, for <see cref="SoftLabels.L1"/>: min(p, y), max(p - y, 0), max(y - p, 0) and 1 - max(p, y).</summary>
internal sealed class L1Counts(Field y, Probabilities probabilities) : SoftCounts
{
    // y - p. For y ≥ 1/2 computed as (1 - p) - (1 - y), which does not cancel where p rounds to 1.
    private readonly Lazy<Field> missing = new(() =>
        TensorMath.Where(TensorMath.GreaterOrEqual(y, 0.5), probabilities.Q - (1 - y), y - probabilities.P).Keep());

    public override Field TruePositive => TensorMath.Min(y, probabilities.P);

    public override Field FalsePositive => TensorMath.Max(-missing.Value, 0);

    public override Field FalseNegative => TensorMath.Max(missing.Value, 0);

    public override Field TrueNegative => TensorMath.Min(1 - y, probabilities.Q);

    // At the kink p = y any number in [0, 1] is a subgradient. y agrees with the products, so that a hard label has the same gradient even where p has rounded to it.
    public override Field TruePositiveSlope => TensorMath.Where(TensorMath.Equal(missing.Value, 0), y, missing.Value.sign().clamp(min: 0));
}
