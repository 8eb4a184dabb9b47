namespace LossDsl.Conformance.Published;

/// <summary>Reason for which the catalog computes another value than a published case: one row of the table in docs/losses.md.</summary>
/// <param name="Key">The name that <see cref="PublishedCase.Because"/> refers to.</param>
/// <param name="There">The definition of the other library.</param>
/// <param name="Here">The definition of the catalog.</param>
/// <param name="Verdict">Which definition is right, and why.</param>
/// <param name="Obstacle">Why the formula language cannot express some or all of the cases; null if it expresses each.</param>
public sealed record Disagreement(string Key, string There, string Here, string Verdict, string? Obstacle = null);
