namespace LossDsl.Benchmarks.Subjects;

/// <summary>Who computes a loss and its gradient.</summary>
internal enum Contender
{
    /// <summary>The generated kernels.</summary>
    Fused,

    /// <summary>The generated tensor operations.</summary>
    Tensors,

    /// <summary>Analytic gradients by hand, in as few tensor operations as go.</summary>
    Careful,

    /// <summary>The formula in tensor operations, differentiated by autograd.</summary>
    Naive,

    /// <summary>libtorch's own function, differentiated by autograd.</summary>
    Libtorch,

    /// <summary>A copy of the logits: two of the three streams that a gradient cannot do without.</summary>
    Copy,
}
