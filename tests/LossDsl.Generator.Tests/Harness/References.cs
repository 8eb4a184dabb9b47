using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generator.Tests.Harness;

/// <summary>Metadata references that the sources of the tests are compiled with.</summary>
internal static class References
{
    /// <summary>References to the framework and LossDsl.Attributes, without LossDsl.Runtime.</summary>
    public static IReadOnlyList<MetadataReference> WithoutRuntime { get; } =
        [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(LossAttribute).Assembly.Location)];

    /// <summary>All references of a project with losses.</summary>
    public static IReadOnlyList<MetadataReference> All { get; } =
    [
        .. WithoutRuntime,
        MetadataReference.CreateFromFile(typeof(FormulaLoss).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(TorchSharp.torch).Assembly.Location),
    ];
}
