using LossDsl.Kernels.Memory;
using LossDsl.Lanes;

namespace LossDsl.Kernels.Loops;

/// <summary>Fills in the types of a pass: the lane, the target, what is asked for, the activation. Each combination that is used is compiled once, for it alone.</summary>
/// <typeparam name="TPass">The pass.</typeparam>
internal static class Dispatch<TPass>
    where TPass : struct, IPass
{
    /// <summary>The results of each region.</summary>
    public static double[][] Run(PassInputs inputs, LaneWidth width)
    {
        ReductionKind[] folds = [.. TPass.Results];
        double[][] results = [.. inputs.Coefficients.Select(_ => Array.ConvertAll(folds, static fold => fold.Identity()))];
        var call = new Call(inputs, folds, results);
        switch (width, inputs.Memory.IsSingle)
        {
            case (LaneWidth.Bits512, true): Whole<Float512, FloatScalar>(call); break;
            case (LaneWidth.Bits512, false): Whole<Double512, DoubleScalar>(call); break;
            case (LaneWidth.Bits256, true): Whole<Float256, FloatScalar>(call); break;
            case (LaneWidth.Bits256, false): Whole<Double256, DoubleScalar>(call); break;
            case (LaneWidth.Bits128, true): Whole<Float128, FloatScalar>(call); break;
            case (LaneWidth.Bits128, false): Whole<Double128, DoubleScalar>(call); break;
            case (_, true): Whole<FloatScalar, FloatScalar>(call); break;
            default: Whole<DoubleScalar, DoubleScalar>(call); break;
        }

        return results;
    }

    // Pixels that fill no lane at the end of an image go one by one, through the same arithmetic.
    private static void Whole<TLane, TScalar>(Call call)
        where TLane : struct, ILane<TLane>
        where TScalar : struct, ILane<TScalar>
    {
        var pixels = call.Inputs.Memory.Pixels;
        var whole = pixels - (pixels % TLane.Count);
        if (whole > 0)
        {
            OfLane<TLane>(call with { Length = whole });
        }

        if (whole < pixels)
        {
            OfLane<TScalar>(call with { Start = whole, Length = pixels - whole });
        }
    }

    private static void OfLane<TLane>(Call call)
        where TLane : struct, ILane<TLane>
    {
        switch (call.Inputs.Memory.TargetLayout)
        {
            case TargetLayout.Numbers: OfTarget<TLane, NumberTarget>(call); break;
            case TargetLayout.SoftNumbers: OfTarget<TLane, DenseL1Target>(call); break;
            case TargetLayout.Bytes: OfTarget<TLane, ByteTarget>(call); break;
            case TargetLayout.ByteIndices: OfTarget<TLane, ByteIndices>(call); break;
            default: OfTarget<TLane, LongIndices>(call); break;
        }
    }

    private static void OfTarget<TLane, TTarget>(Call call)
        where TLane : struct, ILane<TLane>
        where TTarget : struct, ITarget
    {
        if (call.Inputs.Memory.Gradient == 0 || !TPass.HasGradient)
        {
            OfGoal<TLane, TTarget, ValueOnly>(call);
        }
        else if (call.Inputs.Memory.AddsToGradient)
        {
            OfGoal<TLane, TTarget, AddToGradient>(call);
        }
        else
        {
            OfGoal<TLane, TTarget, ValueAndGradient>(call);
        }
    }

    private static void OfGoal<TLane, TTarget, TMode>(Call call)
        where TLane : struct, ILane<TLane>
        where TTarget : struct, ITarget
        where TMode : struct, IOutputMode
    {
        switch (call.Inputs.Activation, call.Inputs.Predictions)
        {
            case (Activation.Sigmoid, PredictionSource.Kept): Visit<TLane, SeparateClassLoop<TLane, SigmoidAndKeep<TLane>, SigmoidPrediction<TLane>, TTarget, TMode>>(call); break;
            case (Activation.Sigmoid, PredictionSource.Read): Visit<TLane, SeparateClassLoop<TLane, KeptSigmoid<TLane>, KeptPrediction<TLane>, TTarget, TMode>>(call); break;
            case (Activation.Sigmoid, _): Visit<TLane, SeparateClassLoop<TLane, SigmoidActivation<TLane>, SigmoidPrediction<TLane>, TTarget, TMode>>(call); break;
            case (Activation.Softmax, _): Visit<TLane, CoupledClassLoop<TLane, TTarget, TMode>>(call); break;
            default: Visit<TLane, SeparateClassLoop<TLane, NoActivation<TLane>, PlainPrediction<TLane>, TTarget, TMode>>(call); break;
        }
    }

    private static void Visit<TLane, TLoop>(Call call)
        where TLane : struct, ILane<TLane>
        where TLoop : struct, ILoop<TLane>
    {
        var runner = new ChunkRunner<TLane, TLoop>(call.Inputs, [.. call.Inputs.Cut(call.Start, call.Length)], call.Folds, call.Results);
        TPass.Accept<TLane, ChunkRunner<TLane, TLoop>>(ref runner);
    }

    private sealed record Call(PassInputs Inputs, ReductionKind[] Folds, double[][] Results)
    {
        public nint Start { get; init; }

        public nint Length { get; init; }
    }
}
