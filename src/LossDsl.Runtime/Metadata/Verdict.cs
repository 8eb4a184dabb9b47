namespace LossDsl;

/// <summary>Result of checking a claim about a loss when the loss was compiled.</summary>
public enum Verdict
{
    /// <summary>The analysis found neither a proof nor a counterexample, or did not check the claim.</summary>
    Undecided,

    /// <summary>The claim holds for every prediction, every target and every hyperparameter in its range. A hyperparameter without a range is held at its default.</summary>
    Proved,

    /// <summary>The claim is false: a counterexample was found, and the compiler has reported it.</summary>
    Refuted,
}
