using LossDsl.Generator.Collections;
using LossDsl.Generator.Diagnostics;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generator.Frontend;

/// <summary>Collection of the diagnostics of one loss. Reading continues after an error, so that the user sees all errors at once.</summary>
internal sealed class DiagnosticBag
{
    private readonly List<DiagnosticInfo> diagnostics = [];

    /// <summary>Whether an error was reported. Warnings do not stop the compilation of a loss.</summary>
    public bool HasErrors => Errors.Any();

    /// <summary>Ids and messages of the errors, separated by blanks. The stub of the loss throws this text.</summary>
    public string ErrorText => string.Join(" ", Errors.Select(static d => d.Text).Distinct());

    private IEnumerable<DiagnosticInfo> Errors => diagnostics.Where(static d => d.Descriptor.DefaultSeverity == DiagnosticSeverity.Error);

    public void Report(DiagnosticDescriptor descriptor, Location? location, params IEnumerable<string> arguments) =>
        diagnostics.Add(DiagnosticInfo.Create(descriptor, location, arguments));

    public EquatableArray<DiagnosticInfo> ToEquatableArray() => diagnostics.Distinct().ToEquatableArray();
}
