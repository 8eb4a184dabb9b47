using System.Collections.Immutable;
using System.Globalization;
using LossDsl.Generator.Collections;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace LossDsl.Generator.Diagnostics;

/// <summary>
/// Diagnostic that a step of the incremental pipeline can cache and compare, because its arguments are text. The syntax tree is kept, so that the location
/// is one in source and <c>#pragma</c> applies. Syntax trees compare by reference. A model therefore never contains diagnostics, since each edit would make the model unequal.
/// </summary>
/// <param name="Descriptor">The id, severity and message format.</param>
/// <param name="Tree">The syntax tree of the location; null for no location in source.</param>
/// <param name="Span">The span in <paramref name="Tree"/>.</param>
/// <param name="Arguments">The arguments of the message format, in order.</param>
internal sealed record DiagnosticInfo(DiagnosticDescriptor Descriptor, SyntaxTree? Tree, TextSpan Span, EquatableArray<string> Arguments)
{
    /// <summary>Creates a diagnostic at a location; a null location means none in source.</summary>
    public static DiagnosticInfo Create(DiagnosticDescriptor descriptor, Location? location, params IEnumerable<string> arguments) =>
        new(descriptor, location?.SourceTree, location?.SourceSpan ?? default, arguments.ToEquatableArray());

    /// <summary>Id and message as the compiler prints them, without the location.</summary>
    public string Text => $"{Descriptor.Id}: {string.Format(CultureInfo.InvariantCulture, Descriptor.MessageFormat.ToString(CultureInfo.InvariantCulture), [.. Arguments])}";

    /// <summary>
    /// Removes duplicates. Losses that call the same method report the same diagnostics for it. LOSS1010 concerns the project, so only its first report is kept.
    /// </summary>
    public static IEnumerable<DiagnosticInfo> Distinct(IEnumerable<DiagnosticInfo> all)
    {
        var isProjectReported = false;
        foreach (var diagnostic in all.Distinct())
        {
            var isAboutProject = diagnostic.Descriptor == Descriptors.OldLanguage;
            if (!(isAboutProject && isProjectReported))
            {
                yield return diagnostic;
            }

            isProjectReported |= isAboutProject;
        }
    }

    /// <summary>Converts to the diagnostic that the compiler reports. The properties of the diagnostic carry the arguments for code fixes.</summary>
    public Diagnostic ToDiagnostic() =>
        Diagnostic.Create(Descriptor, Tree is null ? Location.None : Location.Create(Tree, Span), ForFixes(), [.. Arguments]);

    // Arguments by index. A code fix must not parse a message, whose language can differ.
    private ImmutableDictionary<string, string?> ForFixes() =>
        Arguments.Select(static (argument, i) => (Name: i.ToString(CultureInfo.InvariantCulture), argument)).ToImmutableDictionary(static a => a.Name, static a => (string?)a.argument);
}
