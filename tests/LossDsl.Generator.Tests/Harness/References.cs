using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generator.Tests.Harness;

/// <summary>What the sources of the tests are compiled against.</summary>
internal static class References
{
    /// <summary>The framework and LossDsl.Attributes.</summary>
    public static IReadOnlyList<MetadataReference> WithoutRuntime { get; } =
        [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(LossAttribute).Assembly.Location)];

    /// <summary>All that a project with losses has.</summary>
    public static IReadOnlyList<MetadataReference> All { get; } =
    [
        .. WithoutRuntime,
        MetadataReference.CreateFromFile(typeof(FormulaLoss).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(TorchSharp.torch).Assembly.Location),
    ];
}
