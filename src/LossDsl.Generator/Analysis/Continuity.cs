using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;

namespace LossDsl.Generator.Analysis;

/// <summary>Properties of a loss that its derivatives do not show.</summary>
/// <param name="Jump">A part that may jump as the prediction changes, and its stage; null if there is none.</param>
/// <param name="HasRoot">There may be a kink at a root of 0.</param>
/// <param name="HoldsMapsConstant">Derivatives hold something constant that changes with the prediction.</param>
internal sealed record Continuity((Stage Stage, Apply Part)? Jump, bool HasRoot, bool HoldsMapsConstant)
{
    public static Continuity Check(LossPlan plan, Domain domain, Budget budget)
    {
        var (dependence, bounds) = (Dependence.Create(plan), new Bounds(domain, budget));
        var zeros = new Zeros(domain, bounds, dependence);
        return new(new JumpCheck(bounds, dependence, zeros).First(plan), new RootCheck(bounds, Dependence.OfDerivatives(plan), zeros).Any(plan), dependence.HoldsConstant(plan));
    }

    /// <summary>The verdict on smoothness, from that on the kinks that are known.</summary>
    public Verdict OfKinks(Verdict kinks) => kinks == Verdict.Proved && (Jump is not null || HasRoot) ? Verdict.Undecided : kinks;
}
