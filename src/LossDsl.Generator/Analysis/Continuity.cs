using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;

namespace LossDsl.Generator.Analysis;

/// <summary>Properties of a loss that derivatives do not show: jumps, kinks at roots of 0, and changing values that the gradient holds constant.</summary>
/// <param name="Jump">A part that may jump as the prediction changes, and its stage; null if there is none.</param>
/// <param name="JumpHeld">The same where changing values that the gradient holds constant do not change.</param>
/// <param name="HasRoot">Whether a root or a power may have a kink where its argument becomes 0; see <see cref="RootCheck"/>.</param>
/// <param name="HoldsMapsConstant">Whether derivatives treat changing values as constant: maps of the prediction, or values with a stop-gradient.</param>
internal sealed record Continuity((Stage Stage, Apply? Part)? Jump, (Stage Stage, Apply? Part)? JumpHeld, bool HasRoot, bool HoldsMapsConstant)
{
    /// <summary>Checks a lowered loss.</summary>
    public static Continuity Check(LossPlan plan, Domain domain, Budget budget)
    {
        var (dependence, held, bounds) = (Dependence.Create(plan), Dependence.CreateForDerivatives(plan), new Bounds(domain, budget));
        var zeros = new TargetZeros(domain, bounds, dependence);
        var (jump, holdsConstant) = (new JumpCheck(bounds, dependence, zeros).First(plan), dependence.HoldsConstant(plan));
        return new(jump, holdsConstant ? new JumpCheck(bounds, held, zeros).First(plan) : jump, new RootCheck(bounds, held, zeros).Any(plan), holdsConstant);
    }

    /// <summary>Returns the verdict on smoothness. A possible jump or root turns the verdict of <see cref="KinkCheck"/> from proved to undecided.</summary>
    public Verdict CombineWithKinks(Verdict kinks) => kinks == Verdict.Proved && (Jump is not null || HasRoot) ? Verdict.Undecided : kinks;
}
