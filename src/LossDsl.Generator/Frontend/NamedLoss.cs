using System.Collections.Immutable;
using LossDsl.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace LossDsl.Generator.Frontend;

/// <summary>Where a loss got its name, to find two of the same.</summary>
internal sealed record NamedLoss(string Name, string Class, SyntaxTree Tree, TextSpan Span)
{
    /// <summary>One diagnostic for each loss whose name an earlier one has; that a name is missing has been said.</summary>
    public static IEnumerable<DiagnosticInfo> Duplicates(ImmutableArray<NamedLoss> losses) =>
        from sameName in losses.Where(static loss => loss.Name.Length > 0).GroupBy(static loss => loss.Name, StringComparer.OrdinalIgnoreCase)
        from later in sameName.Skip(1)
        select DiagnosticInfo.Create(Descriptors.DuplicateName, Location.Create(later.Tree, later.Span), later.Name, sameName.First().Class);
}
