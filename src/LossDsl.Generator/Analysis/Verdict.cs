namespace LossDsl.Generator.Analysis;

/// <summary>Outcome of the check of a claim about a loss.</summary>
internal enum Verdict
{
    /// <summary>The claim is neither proved nor refuted.</summary>
    Undecided,

    /// <summary>The claim holds for all inputs.</summary>
    Proved,

    /// <summary>A counterexample shows that the claim does not hold.</summary>
    Refuted,
}
