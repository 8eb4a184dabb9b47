using System.ComponentModel;
using LossDsl.Filters;
using LossDsl.Maps;
using static TorchSharp.torch;

namespace LossDsl.CompilerServices;

/// <summary>Filter of fields that a pass on a CUDA device stores: a local mean, its adjoint, a variance or a covariance over a window, a field of a provider or its adjoint. Tensor operations compute it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CudaFilter
{
    private readonly Func<IReadOnlyList<Tensor>, Tensor> filter;

    private CudaFilter(Func<IReadOnlyList<Tensor>, Tensor> filter) => this.filter = filter;

    /// <summary>Creates the local mean of a field.</summary>
    /// <param name="field">Index of the field among those that the pass stores.</param>
    /// <param name="side">Side of the window in pixels, odd.</param>
    /// <param name="sigma">Standard deviation of a Gaussian window in pixels, or null for equal weights.</param>
    public static CudaFilter LocalMean(int field, int side, double? sigma = null) => new(stored => WindowFilter.Apply(stored[field], side, sigma));

    /// <summary>Creates the adjoint filter of <see cref="LocalMean"/>.</summary>
    /// <param name="field">Index of the field among those that the pass stores.</param>
    /// <param name="side">Side of the window in pixels, odd.</param>
    /// <param name="sigma">Standard deviation of a Gaussian window in pixels, or null for equal weights.</param>
    public static CudaFilter LocalMeanAdjoint(int field, int side, double? sigma = null) => new(stored => WindowFilter.Adjoint(stored[field], side, sigma));

    /// <summary>Creates the variance of a field.</summary>
    /// <param name="field">Index of the field among those that the pass stores.</param>
    /// <param name="side">Side of the window in pixels, odd.</param>
    /// <param name="sigma">Standard deviation of a Gaussian window in pixels, or null for equal weights.</param>
    public static CudaFilter LocalVariance(int field, int side, double? sigma = null) => LocalCovariance(field, field, side, sigma);

    /// <summary>Creates the covariance of two fields.</summary>
    /// <param name="first">Index of the first field among those that the pass stores.</param>
    /// <param name="second">Index of the second field.</param>
    /// <param name="side">Side of the window in pixels, odd.</param>
    /// <param name="sigma">Standard deviation of a Gaussian window in pixels, or null for equal weights.</param>
    public static CudaFilter LocalCovariance(int first, int second, int side, double? sigma = null) => new(stored => CovarianceFilter.Apply(stored[first], stored[second], side, sigma));

    /// <summary>Creates a field of a provider.</summary>
    /// <param name="values">Index of the stored field that it is computed from.</param>
    /// <param name="provider">Computes the field.</param>
    public static CudaFilter Field(int values, IFieldProvider provider) => new(stored => FieldCall.Compute(provider, stored[values]));

    /// <summary>Creates the adjoint of <see cref="Field"/>.</summary>
    /// <param name="adjoint">Index of the stored adjoint of the field.</param>
    /// <param name="values">Index of the stored field that the provider's field is computed from.</param>
    /// <param name="provider">Computes the adjoint.</param>
    public static CudaFilter FieldAdjoint(int adjoint, int values, IFieldProvider provider) => new(stored => FieldCall.Adjoint(provider, stored[values], stored[adjoint]));

    /// <summary>Returns the filtered field, [B, C, ...], from all fields that the pass has stored.</summary>
    internal Tensor Apply(IReadOnlyList<Tensor> stored) => filter(stored).contiguous();
}
