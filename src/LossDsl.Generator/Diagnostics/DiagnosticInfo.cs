using System.Collections.Immutable;
using System.Globalization;
using LossDsl.Generator.Collections;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace LossDsl.Generator.Diagnostics;

/// <summary>
/// A diagnostic that can be cached: arguments are text. The tree stays, so that the location is one in source and <c>#pragma</c> works on it;
/// it compares by reference, which is why diagnostics never travel with a model.
/// </summary>
internal sealed record DiagnosticInfo(DiagnosticDescriptor Descriptor, SyntaxTree? Tree, TextSpan Span, EquatableArray<string> Arguments)
{
    public static DiagnosticInfo Create(DiagnosticDescriptor descriptor, Location? location, params IEnumerable<string> arguments) =>
        new(descriptor, location?.SourceTree, location?.SourceSpan ?? default, arguments.ToEquatableArray());

    /// <summary>The diagnostic as the compiler prints it, without its place.</summary>
    public string Text => $"{Descriptor.Id}: {string.Format(CultureInfo.InvariantCulture, Descriptor.MessageFormat.ToString(CultureInfo.InvariantCulture), [.. Arguments])}";

    /// <summary>Each diagnostic once: several losses report the same of a method that they share, and of the project.</summary>
    public static IEnumerable<DiagnosticInfo> Once(IEnumerable<DiagnosticInfo> all)
    {
        var isToldOfProject = false;
        foreach (var diagnostic in all.Distinct())
        {
            var isOfProject = diagnostic.Descriptor == Descriptors.OldLanguage;
            if (!(isOfProject && isToldOfProject))
            {
                yield return diagnostic;
            }

            isToldOfProject |= isOfProject;
        }
    }

    public Diagnostic ToDiagnostic() =>
        Diagnostic.Create(Descriptor, Tree is null ? Location.None : Location.Create(Tree, Span), ForFixes(), [.. Arguments]);

    // The arguments by their numbers: a code fix must not take a message apart, which may be in any language.
    private ImmutableDictionary<string, string?> ForFixes() =>
        Arguments.Select(static (argument, i) => (Name: i.ToString(CultureInfo.InvariantCulture), argument)).ToImmutableDictionary(static a => a.Name, static a => (string?)a.argument);
}
