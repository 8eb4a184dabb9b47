using LossDsl.Activations;
using LossDsl.Tensors;

namespace LossDsl.Counts;

/// <summary><see cref="SoftLabels.L1"/>.</summary>
internal sealed class L1Counts(Field y, Probabilities probabilities) : SoftCounts
{
    // y - p; from the upper half as (1 - p) - (1 - y), which keeps its digits where p rounds to 1.
    private readonly Lazy<Field> missing = new(() =>
        TensorMath.Where(TensorMath.GreaterOrEqual(y, 0.5), probabilities.Q - (1 - y), y - probabilities.P));

    public override Field TruePositive => TensorMath.Min(y, probabilities.P);

    public override Field FalsePositive => TensorMath.Max(-missing.Value, 0);

    public override Field FalseNegative => TensorMath.Max(missing.Value, 0);

    public override Field TrueNegative => TensorMath.Min(1 - y, probabilities.Q);

    // At p = y any number between 0 and 1 would do: y is what products have, so that a hard label has the same gradient where p has rounded to it.
    public override Field TruePositiveSlope => TensorMath.Where(TensorMath.Equal(missing.Value, 0), y, missing.Value.sign().clamp(min: 0));
}
