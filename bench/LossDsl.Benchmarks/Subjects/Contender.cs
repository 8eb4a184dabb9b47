namespace LossDsl.Benchmarks.Subjects;

/// <summary>Implementation of a loss and its gradient that takes part in the comparison.</summary>
internal enum Contender
{
    /// <summary>Generated kernels, as chosen by <see cref="Backend.Automatic"/>.</summary>
    Fused,

    /// <summary>Generated tensor operations, <see cref="Backend.Tensors"/>.</summary>
    Tensors,

    /// <summary>Hand-written analytic gradients in as few tensor operations as possible: <see cref="CarefulLosses"/>.</summary>
    Careful,

    /// <summary>Formula of the paper in tensor operations, differentiated by autograd: <see cref="NaiveLoss"/>.</summary>
    Naive,

    /// <summary>libtorch's own function, differentiated by autograd: <see cref="LibtorchLosses"/>.</summary>
    Libtorch,

    /// <summary>No loss, but a copy of the logits: two of the three memory streams that every gradient needs. Serves as the floor.</summary>
    Copy,
}
