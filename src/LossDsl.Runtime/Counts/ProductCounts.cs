using LossDsl.Activations;
using LossDsl.Tensors;

namespace LossDsl.Counts;

/// <summary>Soft counts by products, for <see cref="SoftLabels.Product"/>: y p, (1 - y) p, y (1 - p) and (1 - y)(1 - p).</summary>
internal sealed class ProductCounts(Field y, Probabilities probabilities) : SoftCounts
{
    private readonly Lazy<Field> background = new(() => (1 - y).Keep());

    public override Field TruePositive => y * probabilities.P;

    public override Field FalsePositive => background.Value * probabilities.P;

    public override Field FalseNegative => y * probabilities.Q;

    public override Field TrueNegative => background.Value * probabilities.Q;

    public override Field TruePositiveSlope => y;
}
