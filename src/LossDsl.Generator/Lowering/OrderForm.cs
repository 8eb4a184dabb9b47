using LossDsl.Generator.Formulas;
using static LossDsl.Generator.Formulas.Arithmetic;

namespace LossDsl.Generator.Lowering;

/// <summary>Rewrites the steps of a plan that order pixels for kernels: the runtime orders stored values once, and later filters refer to the order by its number.</summary>
/// <param name="plan">The plan.</param>
internal sealed class OrderForm(LossPlan plan)
{
    private readonly List<Expr> orders = [.. plan.Forward.Where(static step => step.Kind == StepKind.Above).Select(static step => step.Second!).Distinct()];

    /// <summary>Returns the steps as kernels run them.</summary>
    public IEnumerable<Step> Rewrite(IEnumerable<Step> steps) => steps.SelectMany(Rewrite);

    private IReadOnlyList<Step> Rewrite(Step step) => step.Kind switch
    {
        StepKind.Above => [step with { Validity = 1, Ordering = new(orders.IndexOf(step.Second!)) }],
        StepKind.Below => [step with { Second = null, Ordering = new(orders.IndexOf(step.Second!)) }],
        StepKind.Top => ExpandTop(step),
        StepKind.TopShare => [RewriteShare(step)],
        _ => [step],
    };

    // The sum over the largest values divided by their number. Both are 0 in a region without valid pixels.
    private static IReadOnlyList<Step> ExpandTop(Step step)
    {
        var (share, total, count) = (ShareOf(step), Name("sumOfTop", step, Level.Region), Name("countOfTop", step, Level.Region));
        var isLargest = new Apply(Conditions.Greater, share, 0);
        return
        [
            Find(step, share),
            new(total, StepKind.Sum, Conditions.Choose(isLargest, step.Term, 0)),
            new(count, StepKind.Sum, Conditions.Choose(isLargest, 1, 0)),
            new(step.Result, StepKind.Assign, total / count),
        ];
    }

    // The forward pass has found the largest values already, unless only the gradient reads them.
    private Step RewriteShare(Step step) =>
        plan.Forward.FirstOrDefault(top => top.Kind == StepKind.Top && top.Term.Equals(step.Term) && top.Second!.Equals(step.Second)) is { } found
            ? new(step.Result, StepKind.Assign, ShareOf(found))
            : Find(step, step.Result);

    private static Step Find(Step step, Variable share) => new(share, StepKind.TopShare, step.Term, Validity: 1, Ordering: new(Share: step.Second));

    private static Variable ShareOf(Step top) => Name("shareOfTop", top, Level.Pixel);

    private static Variable Name(string prefix, Step step, Level level) => new($"{prefix}{char.ToUpperInvariant(step.Result.Name[0])}{step.Result.Name.Substring(1)}", level);
}
