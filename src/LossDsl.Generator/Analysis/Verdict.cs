namespace LossDsl.Generator.Analysis;

/// <summary>What became of a claim about a loss.</summary>
internal enum Verdict
{
    /// <summary>It is not known.</summary>
    Undecided,

    /// <summary>It holds for everything that can come in.</summary>
    Proved,

    /// <summary>There is a point where it does not hold.</summary>
    Refuted,
}
