namespace LossDsl.Conformance.Published;

/// <summary>Why the catalog computes another value than a library that was asked.</summary>
/// <param name="Key">What <see cref="PublishedCase.Because"/> refers to.</param>
/// <param name="There">What the other library computes.</param>
/// <param name="Here">What the catalog computes.</param>
/// <param name="Verdict">Who is right, and why.</param>
/// <param name="Obstacle">Why a case, or all, cannot be written in the formula language; null if each is.</param>
public sealed record Disagreement(string Key, string There, string Here, string Verdict, string? Obstacle = null);
