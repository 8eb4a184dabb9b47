using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Lowering;

/// <summary>How kernels order the pixels of regions for a filter: by stored values, once for all filters that share them.</summary>
/// <param name="Number">The number of the ordering among those of the loss; null if no other filter shares it.</param>
/// <param name="Share">The share of the largest values, an expression of hyperparameters; null for a sum over the pixels above or below.</param>
internal sealed record PixelOrdering(int? Number = null, Expr? Share = null);
