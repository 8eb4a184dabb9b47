using LossDsl.Generator.Collections;
using LossDsl.Generator.Diagnostics;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generator.Frontend;

/// <summary>Collects what is wrong with a loss; reading goes on, so that everything is reported at once.</summary>
internal sealed class DiagnosticBag
{
    private readonly List<DiagnosticInfo> diagnostics = [];

    public bool HasErrors => Errors.Any();

    /// <summary>The errors as text, separated by blanks.</summary>
    public string ErrorText => string.Join(" ", Errors.Select(static d => d.Text).Distinct());

    private IEnumerable<DiagnosticInfo> Errors => diagnostics.Where(static d => d.Descriptor.DefaultSeverity == DiagnosticSeverity.Error);

    public void Report(DiagnosticDescriptor descriptor, Location? location, params IEnumerable<string> arguments) =>
        diagnostics.Add(DiagnosticInfo.Create(descriptor, location, arguments));

    public EquatableArray<DiagnosticInfo> ToEquatableArray() => diagnostics.Distinct().ToEquatableArray();
}
