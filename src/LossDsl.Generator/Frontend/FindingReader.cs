using System.Collections.Immutable;
using LossDsl.Generator.Analysis;
using LossDsl.Generator.Diagnostics;
using LossDsl.Generator.Formulas;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generator.Frontend;

/// <summary>Findings of the analysis for one loss. Findings hold no source positions, so that the compiler can cache the step that produces them.</summary>
/// <param name="Class">The fully qualified name of the class, which leads back to the loss.</param>
/// <param name="Findings">The findings.</param>
internal sealed record LossFindings(string Class, Collections.EquatableArray<Finding> Findings);

/// <summary>Turns findings of the analysis into diagnostics, by looking up the source position of each finding.</summary>
internal static class FindingReader
{
    /// <summary>Returns the diagnostics for the findings of one loss.</summary>
    /// <param name="loss">The loss, with the places of its parts.</param>
    /// <param name="found">The findings of all losses.</param>
    public static IEnumerable<DiagnosticInfo> Locate(LossReadResult loss, ImmutableArray<LossFindings> found) =>
        from name in new[] { loss.Spec?.Class.FullName }
        where name is not null
        from one in found.Where(f => f.Class == name).Take(1)
        from finding in one.Findings
        select Locate(finding, loss);

    private static DiagnosticInfo Locate(Finding finding, LossReadResult loss)
    {
        var stage = finding.Stage == Stage.ReducedName ? PlaceCollector.Formula : finding.Stage;
        var place = Find(loss, stage, finding) ?? new(stage, null, null, loss.Named.Tree, loss.Named.Span);
        return DiagnosticInfo.Create(Descriptor(finding.Kind), Location.Create(place.Tree, place.Span), [Excerpt.Quote(place.Tree.GetText().ToString(place.Span)), .. finding.Arguments]);
    }

    // The place of the part. If rewriting left no such part in the source, the place of the method.
    private static SourcePlace? Find(LossReadResult loss, string stage, Finding finding) =>
        finding.Parameter is { } parameter
            ? loss.Places.FirstOrDefault(p => p.Stage == stage && IsNamed(p, parameter)) ?? loss.Places.FirstOrDefault(p => IsNamed(p, parameter))
            : loss.Places.FirstOrDefault(p => p.Stage == stage && p.Parameter is null && Equals(p.Node, finding.Node)) ?? loss.Places.FirstOrDefault(p => p.Stage == stage && p.Parameter is null && p.Node is null);

    // The analysis names a map or an input by its local in generated code.
    private static bool IsNamed(SourcePlace place, string parameter) => place.Parameter is { } name && (name == parameter || Text.Names.ToLocal(name) == parameter);

    private static DiagnosticDescriptor Descriptor(FindingKind kind) => kind switch
    {
        FindingKind.NotFinite => Descriptors.NotFinite,
        FindingKind.LogOfRatio => Descriptors.LogOfRatio,
        FindingKind.UnboundedGradient => Descriptors.UnboundedGradient,
        FindingKind.WrongDirection => Descriptors.WrongDirection,
        FindingKind.Overflow => Descriptors.Overflow,
        FindingKind.Cancellation => Descriptors.Cancellation,
        FindingKind.Unused => Descriptors.NoEffect,
        FindingKind.Kink => Descriptors.Kink,
        FindingKind.MapWithoutStop => Descriptors.MapWithoutStop,
        FindingKind.ZeroQuotient => Descriptors.ZeroQuotient,
        FindingKind.WithoutEffect => Descriptors.PixelsWithoutEffect,
        _ => Descriptors.Undecided,
    };
}
