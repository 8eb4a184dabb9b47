using System.Reflection;
using Microsoft.CodeAnalysis.CodeFixes;

namespace LossDsl.CodeFixes.Tests;

/// <summary>docs/diagnostics.md says of every diagnostic that has a fix that it has one, and of no other.</summary>
public sealed class DocumentationTests
{
    private static readonly IReadOnlyList<string> Sections =
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "diagnostics.md")).ReplaceLineEndings("\n").Split("\n## ")[1..];

    private static readonly IReadOnlyList<CodeFixProvider> Fixes =
        [.. typeof(LossFix).Assembly.GetTypes().Where(static t => t is { IsAbstract: false } && t.IsSubclassOf(typeof(CodeFixProvider))).Select(static t => (CodeFixProvider)Activator.CreateInstance(t)!)];

    [Fact]
    public void Fixes_are_those_that_the_page_names() => Assert.Equal(
        Fixes.SelectMany(static fix => fix.FixableDiagnosticIds).Distinct().Order(StringComparer.Ordinal),
        Sections.Where(static section => section.Contains("\nFix in the editor: ", StringComparison.Ordinal)).Select(static section => section[.."LOSS0000".Length]));

    [Fact]
    public void Editors_find_them() => Assert.All(Fixes, static fix => Assert.Equal(
        ["C#"], Assert.IsType<ExportCodeFixProviderAttribute>(fix.GetType().GetCustomAttribute<ExportCodeFixProviderAttribute>()).Languages));
}
