using System.Reflection;
using Microsoft.CodeAnalysis.CodeFixes;

namespace LossDsl.CodeFixes.Tests;

/// <summary>Checks docs/diagnostics.md against the code fixes: the section of a diagnostic mentions a fix exactly if one exists.</summary>
public sealed class DocumentationTests
{
    private static readonly IReadOnlyList<string> Sections =
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "diagnostics.md")).ReplaceLineEndings("\n").Split("\n## ")[1..];

    private static readonly IReadOnlyList<CodeFixProvider> Fixes =
        [.. typeof(LossFix).Assembly.GetTypes().Where(static t => t is { IsAbstract: false } && t.IsSubclassOf(typeof(CodeFixProvider))).Select(static t => (CodeFixProvider)Activator.CreateInstance(t)!)];

    [Fact]
    public void The_page_names_a_fix_exactly_where_one_exists() => Assert.Equal(
        Fixes.SelectMany(static fix => fix.FixableDiagnosticIds).Distinct().Order(StringComparer.Ordinal),
        Sections.Where(static section => section.Contains("\nFix in the editor: ", StringComparison.Ordinal)).Select(static section => section[.."LOSS0000".Length]));

    [Fact]
    public void Every_fix_is_exported_for_CSharp() => Assert.All(Fixes, static fix => Assert.Equal(
        ["C#"], Assert.IsType<ExportCodeFixProviderAttribute>(fix.GetType().GetCustomAttribute<ExportCodeFixProviderAttribute>()).Languages));
}
