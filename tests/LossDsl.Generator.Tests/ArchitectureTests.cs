using NetArchTest.Rules;

namespace LossDsl.Generator.Tests;

/// <summary>Tests the dependencies between the generator's folders: they form no cycle, and only the front end, the declarations and the diagnostics use types of the compiler.</summary>
public sealed class ArchitectureTests
{
    private const string Root = "LossDsl.Generator.";

    // Each folder with the folders that it may use. They stand above it in the list, so that there is no cycle.
    private static readonly (string Folder, string[] Uses)[] Folders =
    [
        ("Collections", []),
        ("Text", []),
        ("Formulas", ["Collections", "Text"]),
        ("Calculus", ["Collections", "Formulas"]),
        ("Rewriting", ["Collections", "Formulas"]),
        ("Limits", ["Collections", "Formulas", "Rewriting"]),
        ("Lowering", ["Collections", "Formulas", "Calculus", "Rewriting", "Limits"]),
        ("Analysis", ["Collections", "Text", "Formulas", "Calculus", "Rewriting", "Limits", "Lowering"]),
        ("Backends.Printing", ["Collections", "Text", "Formulas"]),
        ("Backends.Catalog", ["Collections", "Text", "Backends.Printing"]),
        ("Backends.Metadata", ["Collections", "Text", "Formulas", "Rewriting", "Lowering", "Analysis", "Backends.Printing"]),
        ("Backends.TorchSharp", ["Collections", "Text", "Formulas", "Rewriting", "Lowering", "Backends.Printing"]),
        ("Backends.Pixels", ["Collections", "Text", "Formulas", "Rewriting", "Lowering"]),
        ("Backends.Regions", ["Collections", "Text", "Formulas", "Lowering", "Backends.Printing", "Backends.Pixels"]),
        ("Backends.Simd", ["Collections", "Text", "Formulas", "Lowering", "Backends.Printing", "Backends.Pixels", "Backends.Regions"]),
        ("Backends.Cuda", ["Collections", "Text", "Formulas", "Lowering", "Backends.Printing", "Backends.Pixels"]),
        ("Diagnostics", ["Collections"]),
        ("Declarations", []),
        ("Frontend", ["Collections", "Text", "Formulas", "Lowering", "Analysis", "Diagnostics", "Declarations"]),
    ];

    private static Types Generator => Types.InAssembly(typeof(LossGenerator).Assembly);

    public static TheoryData<string> Names => [.. Folders.Select(static f => f.Folder)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_folder_uses_only_the_folders_that_it_may(string folder)
    {
        var index = Array.FindIndex(Folders, f => f.Folder == folder);
        var uses = Folders[index].Uses;
        Assert.Empty(uses.Except(Folders.Take(index).Select(static f => f.Folder)));
        string[] others = [.. Folders.Select(static f => f.Folder).Except([.. uses, folder]).Select(static f => Root + f), "LossDsl.Generator.LossGenerator"];
        var result = Generator.That().ResideInNamespace(Root + folder).ShouldNot().HaveDependencyOnAny(others).GetResult();
        Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypeNames ?? []));
    }

    [Fact]
    public void Every_folder_is_listed()
    {
        var folders = typeof(LossGenerator).Assembly.GetTypes().Select(static t => t.Namespace ?? "")
            .Where(static n => n.StartsWith(Root, StringComparison.Ordinal)).Select(static n => n[Root.Length..]).Distinct().Except(["Backends"]);
        Assert.Equal(Folders.Select(static f => f.Folder).Order(), folders.Order());
    }

    [Fact]
    public void Only_the_front_end_knows_the_compiler()
    {
        foreach (var folder in Folders.Select(static f => f.Folder).Except(["Frontend", "Diagnostics", "Declarations"]).Append("Backends"))
        {
            var result = Generator.That().ResideInNamespace(Root + folder).ShouldNot().HaveDependencyOn("Microsoft.CodeAnalysis").GetResult();
            Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypeNames ?? []));
        }

        // A folder that breaks the rule must fail it.
        Assert.False(Generator.That().ResideInNamespace(Root + "Frontend").ShouldNot().HaveDependencyOn("Microsoft.CodeAnalysis").GetResult().IsSuccessful);
    }
}
