using LossDsl.Lanes;

namespace LossDsl.Kernels.Loops;

/// <summary>The probability p of a lane of pixels, and what is made of it. What a kernel does not ask for is not computed.</summary>
internal interface IPrediction<TLane>
    where TLane : struct, ILane<TLane>
{
    /// <summary>p.</summary>
    TLane P { get; }

    /// <summary>1 - p.</summary>
    TLane Q { get; }

    /// <summary>log p.</summary>
    TLane LogP { get; }

    /// <summary>log(1 - p).</summary>
    TLane LogQ { get; }

    /// <summary>p (1 - p).</summary>
    TLane Variance { get; }

    /// <summary>a p + b (1 - p).</summary>
    TLane Expected(TLane a, TLane b);

    /// <summary>a log p + b log(1 - p), where a + b = 1.</summary>
    TLane LogLikelihood(TLane a, TLane b);

    /// <summary>a log p + b log(1 - p), with the sum of a and b.</summary>
    TLane LogLikelihood(TLane a, TLane b, TLane sum);
}
