using LossDsl.Kernels.Memory;
using LossDsl.Lanes;

namespace LossDsl.Kernels.Loops;

/// <summary>
/// Selects the generic loop for a pass at run time: lane type, target layout, output mode and activation become type arguments. The JIT compiles each combination that is used once,
/// specialized for it.
/// </summary>
/// <typeparam name="TPass">The pass.</typeparam>
internal static class Dispatch<TPass>
    where TPass : struct, IPass
{
    /// <summary>Runs the pass over its pixels.</summary>
    /// <param name="inputs">Inputs of the pass.</param>
    /// <param name="width">Width of the lanes. Pixels at the end of an image that fill no lane use scalar lanes.</param>
    /// <returns>Results, [region][result], in the order of the reductions of the pass. A region without valid pixels has identities.</returns>
    public static double[][] Run(PassInputs inputs, LaneWidth width)
    {
        ReductionKind[] reductions = [.. TPass.Results];
        double[][] results = [.. inputs.Coefficients.Select(_ => Array.ConvertAll(reductions, static reduction => reduction.Identity()))];
        var call = new Call(inputs, reductions, results);
        switch (width, inputs.Memory.IsSingle)
        {
            case (LaneWidth.Bits512, true): RunAll<Float512, FloatScalar>(call); break;
            case (LaneWidth.Bits512, false): RunAll<Double512, DoubleScalar>(call); break;
            case (LaneWidth.Bits256, true): RunAll<Float256, FloatScalar>(call); break;
            case (LaneWidth.Bits256, false): RunAll<Double256, DoubleScalar>(call); break;
            case (LaneWidth.Bits128, true): RunAll<Float128, FloatScalar>(call); break;
            case (LaneWidth.Bits128, false): RunAll<Double128, DoubleScalar>(call); break;
            case (_, true): RunAll<FloatScalar, FloatScalar>(call); break;
            default: RunAll<DoubleScalar, DoubleScalar>(call); break;
        }

        return results;
    }

    // Pixels at the end of an image that fill no lane go one by one through the same arithmetic, so that the width does not change the result of a pixel.
    private static void RunAll<TLane, TScalar>(Call call)
        where TLane : struct, ILane<TLane>
        where TScalar : struct, ILane<TScalar>
    {
        var pixels = call.Inputs.Memory.Pixels;
        var whole = pixels - (pixels % TLane.Count);
        if (whole > 0)
        {
            SelectTarget<TLane>(call with { Length = whole });
        }

        if (whole < pixels)
        {
            SelectTarget<TScalar>(call with { Start = whole, Length = pixels - whole });
        }
    }

    private static void SelectTarget<TLane>(Call call)
        where TLane : struct, ILane<TLane>
    {
        switch (call.Inputs.Memory.TargetLayout)
        {
            case TargetLayout.Dense: SelectMode<TLane, DenseTarget>(call); break;
            case TargetLayout.DenseL1: SelectMode<TLane, DenseL1Target>(call); break;
            case TargetLayout.Bytes: SelectMode<TLane, DenseByteTarget>(call); break;
            case TargetLayout.ByteIndices: SelectMode<TLane, ByteIndexTarget>(call); break;
            default: SelectMode<TLane, LongIndexTarget>(call); break;
        }
    }

    private static void SelectMode<TLane, TTarget>(Call call)
        where TLane : struct, ILane<TLane>
        where TTarget : struct, ITarget
    {
        if (call.Inputs.Memory.Gradient == 0 || !TPass.HasGradient)
        {
            SelectLoop<TLane, TTarget, ValueOnly>(call);
        }
        else if (call.Inputs.Memory.AddsToGradient)
        {
            SelectLoop<TLane, TTarget, AddToGradient>(call);
        }
        else
        {
            SelectLoop<TLane, TTarget, ValueAndGradient>(call);
        }
    }

    private static void SelectLoop<TLane, TTarget, TMode>(Call call)
        where TLane : struct, ILane<TLane>
        where TTarget : struct, ITarget
        where TMode : struct, IOutputMode
    {
        switch (call.Inputs.Activation, call.Inputs.Predictions)
        {
            case (Activation.Sigmoid, PredictionSource.Kept): RunLoop<TLane, SeparateClassLoop<TLane, StoringSigmoid<TLane>, SigmoidPrediction<TLane>, TTarget, TMode>>(call); break;
            case (Activation.Sigmoid, PredictionSource.Read): RunLoop<TLane, SeparateClassLoop<TLane, StoredSigmoid<TLane>, StoredPrediction<TLane>, TTarget, TMode>>(call); break;
            case (Activation.Sigmoid, _): RunLoop<TLane, SeparateClassLoop<TLane, SigmoidActivation<TLane>, SigmoidPrediction<TLane>, TTarget, TMode>>(call); break;
            case (Activation.Softmax, _): RunLoop<TLane, CoupledClassLoop<TLane, TTarget, TMode>>(call); break;
            default: RunLoop<TLane, SeparateClassLoop<TLane, NoActivation<TLane>, PlainPrediction<TLane>, TTarget, TMode>>(call); break;
        }
    }

    private static void RunLoop<TLane, TLoop>(Call call)
        where TLane : struct, ILane<TLane>
        where TLoop : struct, ILoop<TLane>
    {
        var runner = new ChunkRunner<TLane, TLoop>(call.Inputs, [.. call.Inputs.ToChunks(call.Start, call.Length)], call.Reductions, call.Results);
        TPass.Accept<TLane, ChunkRunner<TLane, TLoop>>(ref runner);
    }

    private sealed record Call(PassInputs Inputs, ReductionKind[] Reductions, double[][] Results)
    {
        public nint Start { get; init; }

        public nint Length { get; init; }
    }
}
