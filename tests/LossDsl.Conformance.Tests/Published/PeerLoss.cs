namespace LossDsl.Conformance.Published;

/// <summary>Loss of another library: one row of the first table of published values in docs/losses.md.</summary>
/// <param name="Library">The library, as the names of its cases begin.</param>
/// <param name="Name">The class of the loss.</param>
/// <param name="Place">The file and line of the class.</param>
/// <param name="Line">The line because of which a case cannot be reproduced; null if all are.</param>
public sealed record PeerLoss(string Library, string Name, string Place, string? Line = null)
{
    public PublishedCase[] Cases => [.. PublishedCase.All.Values.Where(published => published.Name.StartsWith($"{Library}-{Name}-", StringComparison.Ordinal))];

    /// <summary>The cases that neither the catalog nor a formula reproduces.</summary>
    public PublishedCase[] Differing => [.. Cases.Where(static published => published is { Because: not null, Definition: null })];
}
