using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;

namespace LossDsl.Generator.Backends.Pixels;

/// <summary>A lowered loss as its kernels need it: the schedule of passes, and for each pass the pixel program. Every kernel backend prints this plan.</summary>
internal sealed class KernelPlan
{
    /// <param name="loss">The lowered loss.</param>
    /// <param name="storesForLater">
    /// Whether a pass may store p, or a part of the gradient, for a later pass. That saves arithmetic and costs memory traffic, which pays on a CPU only.
    /// </param>
    public KernelPlan(LossPlan loss, bool storesForLater = true)
    {
        Loss = KernelForm.Create(loss);
        Schedule = Scheduler.CreateSchedule(Loss, maySplitGradient: storesForLater);
        IReadOnlyList<Variable> fields = [.. loss.Spec.Fields, .. Schedule.Passes.SelectMany(static pass => pass.Filters).Select(static step => step.Result)];
        IReadOnlyList<Variable> ofPixels = [.. Quantities.RuntimeInputs.Where(static q => q.Level == Level.Pixel), .. fields];
        Passes = [.. Schedule.Passes.Select(pass => Create(pass, fields, ofPixels, storesForLater ? Schedule.GetPredictionSource(pass) : PredictionSource.Computed))];
    }

    /// <summary>The lowered loss, in the form for kernels.</summary>
    public LossPlan Loss { get; }

    public PassSchedule Schedule { get; }

    /// <summary>The passes over the pixels, in the order in which they run.</summary>
    public IReadOnlyList<KernelPass> Passes { get; }

    private KernelPass Create(Pass pass, IReadOnlyList<Variable> fields, IReadOnlyList<Variable> ofPixels, PredictionSource predictions) => new(
        pass,
        new PixelProgram(pass, ofPixels.Concat(pass.PixelSteps.Select(static step => step.Result))),
        [.. fields.Where(pass.Reads)],
        predictions,
        IsGradientOptional: pass.Number <= Schedule.ValueAfter);
}

/// <summary>One pass over the pixels with everything that a kernel writer needs.</summary>
/// <param name="Pass">The pass as the scheduler made it.</param>
/// <param name="Program">The pixel arithmetic of the pass, with its coefficients hoisted.</param>
/// <param name="Fields">Pixel tensors that the kernel reads beside logits and target: maps, inputs and filtered results of earlier passes.</param>
/// <param name="Predictions">Source of p in this pass.</param>
/// <param name="IsGradientOptional">Whether the pass also runs when only the value is wanted.</param>
internal sealed record KernelPass(Pass Pass, PixelProgram Program, IReadOnlyList<Variable> Fields, PredictionSource Predictions, bool IsGradientOptional);
