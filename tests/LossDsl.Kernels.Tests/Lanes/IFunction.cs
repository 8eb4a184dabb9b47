using LossDsl.Lanes;

namespace LossDsl.Kernels.Tests.Lanes;

/// <summary>A function of lanes, and what it should give.</summary>
internal interface IFunction
{
    TLane Of<TLane>(TLane x)
        where TLane : struct, ILane<TLane>;

    double Of(double x);

    DoubleDouble Of(DoubleDouble x);
}
