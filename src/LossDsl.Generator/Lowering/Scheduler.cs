using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;
using static LossDsl.Generator.Formulas.Arithmetic;

namespace LossDsl.Generator.Lowering;

/// <summary>
/// Schedules the steps of a plan: puts each step into the first pass in which everything that the step reads is known.
/// A gradient that reads no reduction is written by the first pass. A gradient that reads reductions in some terms only can be split:
/// an early pass writes the other terms and the last pass adds the rest. The split is made if it saves logarithms and powers (<see cref="CostlyOpCount"/>).
/// </summary>
internal sealed class Scheduler
{
    // Maps each result to the number of passes after which it is known. Runtime inputs and maps are absent: they are known before the first pass.
    private readonly Dictionary<Variable, int> known = [];
    private readonly IReadOnlyList<Step> steps;
    private readonly bool maySplitGradient;

    private Scheduler(IEnumerable<Step> steps, bool maySplitGradient)
    {
        this.steps = [.. steps.SelectMany(Expand)];
        this.maySplitGradient = maySplitGradient;
    }

    /// <summary>Returns the schedule of a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="maySplitGradient">Whether an early pass may write a part of the gradient. That trades memory traffic for arithmetic, which pays on a CPU only.</param>
    public static PassSchedule CreateSchedule(LossPlan plan, bool maySplitGradient = true)
    {
        var scheduler = new Scheduler(plan.Forward.Concat(plan.Backward), maySplitGradient);
        return scheduler.Run(plan);
    }

    // Kernels have no op for the share in an extreme: it becomes a comparison, and a sum that counts the pixels, classes or images that attain the extreme. The pass that finds the extreme
    // of pixels stores their values: another pass computes p in another way, and the value of no pixel would be the extreme.
    private static IEnumerable<Step> Expand(Step step)
    {
        if (step.Kind != StepKind.Share)
        {
            return [step];
        }

        var (level, sum) = step.Result.Level switch
        {
            Level.Pixel => (Level.Region, StepKind.Sum),
            Level.Region => (Level.Image, StepKind.ClassSum),
            _ => (Level.Batch, StepKind.BatchSum),
        };
        var stored = new Variable($"{step.Result.Name}Term", Level.Pixel);
        var attains = new Apply(Conditions.Equal, step.Result.Level == Level.Pixel ? stored : step.Term, step.Extreme!);
        var count = new Variable($"{step.Result.Name}Count", level);
        return
        [
            .. step.Result.Level == Level.Pixel ? [new Step(stored, StepKind.Stored, step.Term)] : Array.Empty<Step>(),
            new(count, sum, Conditions.Choose(attains, 1, 0)),
            new(step.Result, StepKind.Assign, Conditions.Choose(attains, 1 / count, 0)),
        ];
    }

    private PassSchedule Run(LossPlan plan)
    {
        foreach (var step in steps)
        {
            known[step.Result] = IsReduction(step) || step.IsFilter ? After(step) + 1 : After(step);
        }

        var passes = Passes(plan.Gradient);
        var phases = Enumerable.Range(0, passes.Count + 1).Select(phase => new Phase(
            steps.Where(step => IsOfRegions(step) && known[step.Result] == phase).ToEquatableArray(),
            phase == passes.Count ? null : passes[phase]));
        return new(phases.ToEquatableArray(), After(plan.Value));
    }

    private IReadOnlyList<Pass> Passes(PixelGradient gradient)
    {
        var number = gradient.Expressions.Any() ? After(gradient) + 1 : 0;
        var count = Math.Max(number, known.Values.Concat([0]).Max());
        var whole = Passes(count, (number, gradient));
        if (!maySplitGradient || SplitGradient.TrySplit(gradient, expression => After(expression) + 1 < number) is not { } split)
        {
            return whole;
        }

        var parts = Passes(count, (After(split.Early) + 1, split.Early), (number, split.Rest));
        return CostlyOpCount.Count(parts) < CostlyOpCount.Count(whole) ? parts : whole;
    }

    private IReadOnlyList<Pass> Passes(int count, params (int Number, PixelGradient Gradient)[] gradients) =>
    [
        .. Enumerable.Range(1, count).Select(number =>
        {
            var index = Array.FindIndex(gradients, part => part.Number == number);
            return MakePass(number, index < 0 ? null : gradients[index].Gradient, addsToGradient: index > 0);
        }),
    ];

    private Pass MakePass(int number, PixelGradient? gradient, bool addsToGradient)
    {
        var reductions = steps.Where(step => IsReduction(step) && known[step.Result] == number).ToEquatableArray();
        var filters = steps.Where(step => step.IsFilter && known[step.Result] == number).ToEquatableArray();
        List<Expr> readers = [.. reductions.Concat(filters).SelectMany(static step => step.Terms), .. gradient?.Expressions ?? []];
        List<Step> pixel = [];
        foreach (var step in steps.Where(IsOfPixels).Reverse())
        {
            if (readers.Any(reader => reader.Reads(step.Result)))
            {
                readers.Add(step.Term);
                pixel.Add(step);
            }
        }

        pixel.Reverse();
        return new(number, pixel.ToEquatableArray(), reductions, filters, gradient, addsToGradient);
    }

    private int After(PixelGradient gradient) => gradient.Expressions.Max(After);

    private int After(Step step) => step.Terms.Max(After);

    private int After(Expr expression) => expression switch
    {
        Variable variable => known.TryGetValue(variable, out var passes) ? passes : 0,
        Apply apply => apply.Arguments.Max(After),
        _ => 0,
    };

    private static bool IsReduction(Step step) => step.Kind is StepKind.Sum or StepKind.Mean or StepKind.Max or StepKind.Min;

    private static bool IsOfPixels(Step step) => step.Kind == StepKind.Assign && step.Term.Level == Level.Pixel;

    private static bool IsOfRegions(Step step) => !IsReduction(step) && !step.IsFilter && !IsOfPixels(step);
}
