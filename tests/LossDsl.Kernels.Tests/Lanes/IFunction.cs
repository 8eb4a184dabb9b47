using LossDsl.Lanes;

namespace LossDsl.Kernels.Tests.Lanes;

/// <summary>Function under test in three arithmetics: in lanes, and as a reference in float64 (for errors of float32) and in double-double (for errors of float64).</summary>
internal interface IFunction
{
    /// <summary>Evaluates the lane function that is tested.</summary>
    TLane Of<TLane>(TLane x)
        where TLane : struct, ILane<TLane>;

    /// <summary>Evaluates the reference for float32.</summary>
    double Of(double x);

    /// <summary>Evaluates the reference for float64.</summary>
    DoubleDouble Of(DoubleDouble x);
}
