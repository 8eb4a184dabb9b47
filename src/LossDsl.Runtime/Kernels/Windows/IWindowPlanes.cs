namespace LossDsl.Kernels.Windows;

/// <summary>
/// Images that a window filters together, as addresses of float64 values in the same order: one image for a local mean, or its means and covariances for a covariance. A window is
/// filtered one dimension after the other, and these are what is passed from one dimension to the next.
/// </summary>
internal unsafe interface IWindowPlanes<TSelf>
    where TSelf : unmanaged, IWindowPlanes<TSelf>
{
    /// <summary>Number of images.</summary>
    static abstract int Count { get; }

    /// <summary>Returns the same images from a later value on.</summary>
    TSelf From(nint offset);

    /// <summary>Returns images in scratch memory, of <paramref name="size"/> values each, for a result of filtering this one.</summary>
    TSelf In(double* room, nint size);

    /// <summary>Computes outputs whose windows have the same weights: output i from the inputs i + k stride, with the weights k from 0 on.</summary>
    /// <param name="source">Inputs of the first weight.</param>
    /// <param name="stride">Number of values from the inputs of one weight to those of the next.</param>
    /// <param name="weights">Weights, at least one, with the sum 1 unless the filter is an adjoint.</param>
    /// <param name="result">Outputs. They must not overlap the inputs.</param>
    /// <param name="length">Number of outputs.</param>
    static abstract void Run(TSelf source, nint stride, ReadOnlySpan<double> weights, TSelf result, nint length);

    /// <summary>Computes one output from consecutive inputs, with the same bits as <see cref="Run"/>.</summary>
    static abstract void RunOne(TSelf source, ReadOnlySpan<double> weights, TSelf result);
}
