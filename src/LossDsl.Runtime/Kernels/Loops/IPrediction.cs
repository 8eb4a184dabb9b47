using LossDsl.Lanes;

namespace LossDsl.Kernels.Loops;

/// <summary>Prediction of a lane of pixels: the probability p and the quantities that kernels derive from p. Quantities that a kernel does not read are not computed.</summary>
internal interface IPrediction<TLane>
    where TLane : struct, ILane<TLane>
{
    /// <summary>Probability p.</summary>
    TLane P { get; }

    /// <summary>Complement q = 1 - p.</summary>
    TLane Q { get; }

    /// <summary>Logarithm log p.</summary>
    TLane LogP { get; }

    /// <summary>Logarithm log(1 - p).</summary>
    TLane LogQ { get; }

    /// <summary>Product p (1 - p).</summary>
    TLane Variance { get; }

    /// <summary>Computes a p + b (1 - p).</summary>
    TLane Expected(TLane a, TLane b);

    /// <summary>Computes a log p + b log(1 - p) for a + b = 1.</summary>
    TLane LogLikelihood(TLane a, TLane b);

    /// <summary>Computes a log p + b log(1 - p), given <paramref name="sum"/> = a + b.</summary>
    TLane LogLikelihood(TLane a, TLane b, TLane sum);
}
