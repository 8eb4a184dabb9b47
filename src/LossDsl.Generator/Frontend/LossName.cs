using System.Collections.Immutable;
using LossDsl.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace LossDsl.Generator.Frontend;

/// <summary>Name of a loss in the catalog, with the position of its class, to find duplicate names in an assembly.</summary>
/// <param name="Name">The name from <c>[Loss]</c>; empty if it is missing.</param>
/// <param name="Class">The name of the class.</param>
/// <param name="Tree">The syntax tree of the class.</param>
/// <param name="Span">The span of the identifier of the class.</param>
internal sealed record LossName(string Name, string Class, SyntaxTree Tree, TextSpan Span)
{
    /// <summary>Returns LOSS0008 for each loss whose name an earlier loss has, without case. Empty names are skipped, since LOSS0012 reports them.</summary>
    public static IEnumerable<DiagnosticInfo> Duplicates(ImmutableArray<LossName> losses) =>
        from sameName in losses.Where(static loss => loss.Name.Length > 0).GroupBy(static loss => loss.Name, StringComparer.OrdinalIgnoreCase)
        from later in sameName.Skip(1)
        select DiagnosticInfo.Create(Descriptors.DuplicateName, Location.Create(later.Tree, later.Span), later.Name, sameName.First().Class);
}
