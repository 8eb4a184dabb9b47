using System.Globalization;
using System.Text.RegularExpressions;
using Basic.Reference.Assemblies;
using LossDsl.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossDsl.Attack;

/// <summary>Claims about a loss, as read from its generated metadata.</summary>
internal sealed partial record Claims(bool IsFinite, bool KeepsDirection, bool KeepsDirectionWithMapsHeld, bool HasBoundedGradient, bool IsSmooth)
{
    // CS1701 (a reference was built for an older framework) is off in every project of the SDK.
    private static readonly CSharpCompilation Empty = CSharpCompilation.Create(
        "Attacked",
        [CSharpSyntaxTree.ParseText("global using System; global using LossDsl;")],
        [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(LossAttribute).Assembly.Location), MetadataReference.CreateFromFile(typeof(LossMetadata).Assembly.Location)],
        new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, specificDiagnosticOptions: [new("CS1701", ReportDiagnostic.Suppress)]));

    /// <summary>All claims, true or not.</summary>
    public static Claims All { get; } = new(true, true, true, true, true);

    /// <summary>Runs the generator over losses in one compilation, and reads the claims and the messages about each. The claims are null for a loss that is refused.</summary>
    public static IReadOnlyList<(Claims? Claims, Message[] Messages)> Read(IReadOnlyList<AttackedLoss> losses)
    {
        SyntaxTree[] sources = [.. losses.Select(static (loss, i) => CSharpSyntaxTree.ParseText(loss.Source(i)))];
        var result = CSharpGeneratorDriver.Create(new LossGenerator()).RunGenerators(Empty.AddSyntaxTrees(sources)).GetRunResult();
        var files = result.GeneratedTrees.Select(static tree => tree.ToString()).Where(static text => text.Contains("KeepsDirection", StringComparison.Ordinal))
            .ToDictionary(static text => Name().Match(text).Groups[1].Value, StringComparer.Ordinal);
        var messages = result.Diagnostics.ToLookup(static d => d.Location.SourceTree, static d => new Message(d.Id, d.GetMessage(CultureInfo.InvariantCulture)));
        return [.. losses.Select((_, i) => (files.TryGetValue($"loss-{i}", out var text) ? Of(text) : null, messages[sources[i]].ToArray()))];
    }

    private static Claims Of(string metadata) => new(Holds(metadata, "IsFinite"), Holds(metadata, "KeepsDirection"), Holds(metadata, "KeepsDirectionWithMapsHeld"), Holds(metadata, "HasBoundedGradient"), Holds(metadata, "IsSmooth"));

    private static bool Holds(string metadata, string claim) => metadata.Contains($" {claim} = global::LossDsl.Verdict.Proved", StringComparison.Ordinal);

    [GeneratedRegex("\"(loss-[0-9]+)\"")]
    private static partial Regex Name();
}
