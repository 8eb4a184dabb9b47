using static TorchSharp.torch;

namespace LossDsl.Fuzz;

/// <summary>Field that random losses read: the sine of each value times the mean sine of the image, with its adjoint.</summary>
public sealed class Waves : IFieldProvider
{
    /// <inheritdoc/>
    public Tensor Compute(Tensor values) => values.sin() * Mean(values.sin());

    /// <inheritdoc/>
    public Tensor Adjoint(Tensor values, Tensor upstream) => values.cos() * (upstream * Mean(values.sin()) + Mean(upstream * values.sin()));

    private static Tensor Mean(Tensor values) => values.mean([.. Enumerable.Range(2, (int)values.dim() - 2)], keepdim: true);
}
