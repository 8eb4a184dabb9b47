using System.ComponentModel;
using LossDsl.Evaluation;
using LossDsl.Filters;
using LossDsl.Orders;
using static TorchSharp.torch;

namespace LossDsl.CompilerServices;

/// <summary>Filter of fields that a pass on a CUDA device stores: a mean, a sum, an extreme, their adjoints, a variance or a covariance over a window, a field of a provider or its adjoint, a reduction over the classes of a pixel, or a sum in an order of pixels. Tensor operations compute it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed partial class CudaFilter
{
    private readonly Func<IReadOnlyList<Tensor>, StoredOrders, IReadOnlyList<double>, Tensor> filter;

    private CudaFilter(Func<IReadOnlyList<Tensor>, StoredOrders, IReadOnlyList<double>, Tensor> filter) => this.filter = filter;

    private CudaFilter(Func<IReadOnlyList<Tensor>, Tensor> filter)
        : this((stored, _, _) => filter(stored))
    {
    }

    /// <summary>Creates a field that is a stored one as it is, for later passes.</summary>
    /// <param name="field">Index of the field among those that the pass stores.</param>
    public static CudaFilter Stored(int field) => new(stored => stored[field]);

    /// <summary>Creates the local mean of a field.</summary>
    /// <param name="field">Index of the field among those that the pass stores.</param>
    /// <param name="window">Window.</param>
    public static CudaFilter LocalMean(int field, LocalWindow window) => new(stored => WindowFilter.Apply(stored[field], window, isMean: true));

    /// <summary>Creates the adjoint filter of <see cref="LocalMean"/>.</summary>
    /// <param name="field">Index of the field among those that the pass stores.</param>
    /// <param name="window">Window.</param>
    public static CudaFilter LocalMeanAdjoint(int field, LocalWindow window) => new(stored => WindowFilter.Adjoint(stored[field], window, isMean: true));

    /// <summary>Creates the local sum of a field.</summary>
    /// <param name="field">Index of the field among those that the pass stores.</param>
    /// <param name="window">Window.</param>
    public static CudaFilter LocalSum(int field, LocalWindow window) => new(stored => WindowFilter.Apply(stored[field], window, isMean: false));

    /// <summary>Creates the adjoint filter of <see cref="LocalSum"/>.</summary>
    /// <param name="field">Index of the field among those that the pass stores.</param>
    /// <param name="window">Window.</param>
    public static CudaFilter LocalSumAdjoint(int field, LocalWindow window) => new(stored => WindowFilter.Adjoint(stored[field], window, isMean: false));

    /// <summary>Creates the local maximum of a field.</summary>
    /// <param name="field">Index of the field among those that the pass stores.</param>
    /// <param name="window">Window.</param>
    public static CudaFilter LocalMax(int field, LocalWindow window) => new(stored => ExtremeFilter.Apply(stored[field], window, isMaximum: true));

    /// <summary>Creates the local minimum of a field.</summary>
    /// <param name="field">Index of the field among those that the pass stores.</param>
    /// <param name="window">Window.</param>
    public static CudaFilter LocalMin(int field, LocalWindow window) => new(stored => ExtremeFilter.Apply(stored[field], window, isMaximum: false));

    /// <summary>Creates the adjoint of <see cref="LocalMax"/>.</summary>
    /// <param name="adjoint">Index of the field of adjoints among those that the pass stores.</param>
    /// <param name="values">Index of the field of which the window takes the maximum.</param>
    /// <param name="window">Window.</param>
    public static CudaFilter LocalMaxAdjoint(int adjoint, int values, LocalWindow window) => new(stored => ExtremeFilter.Adjoint(stored[adjoint], stored[values], window, isMaximum: true));

    /// <summary>Creates the adjoint of <see cref="LocalMin"/>.</summary>
    /// <param name="adjoint">Index of the field of adjoints among those that the pass stores.</param>
    /// <param name="values">Index of the field of which the window takes the minimum.</param>
    /// <param name="window">Window.</param>
    public static CudaFilter LocalMinAdjoint(int adjoint, int values, LocalWindow window) => new(stored => ExtremeFilter.Adjoint(stored[adjoint], stored[values], window, isMaximum: false));

    /// <summary>Creates the variance of a field.</summary>
    /// <param name="field">Index of the field among those that the pass stores.</param>
    /// <param name="window">Window.</param>
    public static CudaFilter LocalVariance(int field, LocalWindow window) => LocalCovariance(field, field, window);

    /// <summary>Creates the covariance of two fields.</summary>
    /// <param name="first">Index of the first field among those that the pass stores.</param>
    /// <param name="second">Index of the second field.</param>
    /// <param name="window">Window.</param>
    public static CudaFilter LocalCovariance(int first, int second, LocalWindow window) => new(stored => CovarianceFilter.Apply(stored[first], stored[second], window));

    /// <summary>Creates a field of a provider.</summary>
    /// <param name="values">Index of the stored field that it is computed from.</param>
    /// <param name="provider">Computes the field.</param>
    public static CudaFilter Field(int values, IFieldProvider provider) => new(stored => FieldCall.Compute(provider, stored[values]));

    /// <summary>Creates the adjoint of <see cref="Field"/>.</summary>
    /// <param name="adjoint">Index of the stored adjoint of the field.</param>
    /// <param name="values">Index of the stored field that the provider's field is computed from.</param>
    /// <param name="provider">Computes the adjoint.</param>
    public static CudaFilter FieldAdjoint(int adjoint, int values, IFieldProvider provider) => new(stored => FieldCall.Adjoint(provider, stored[values], stored[adjoint]));

    /// <summary>Returns the filtered field, [B, C, ...].</summary>
    /// <param name="stored">All fields that the pass has stored.</param>
    /// <param name="orders">Orders of pixels of the call.</param>
    /// <param name="numbers">Numbers of the host.</param>
    internal Tensor Apply(IReadOnlyList<Tensor> stored, StoredOrders orders, IReadOnlyList<double> numbers) => filter(stored, orders, numbers).expand(stored[0].shape).contiguous();
}
