using LossDsl.Generator.Declarations;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generator.Frontend;

/// <summary>Reading of one loss in one version of the project, with all that it depends on.</summary>
/// <param name="Result">The result; null for a second part with <c>[Loss]</c>.</param>
/// <param name="Files">The files on whose whole text the result depends, or into which its positions point.</param>
/// <param name="Names">The names on whose meaning the result depends.</param>
/// <param name="Project">The declarations of the project in which the result was read, or last found valid.</param>
internal sealed record Reading(LossReadResult? Result, IReadOnlyCollection<SyntaxTree> Files, HashSet<string> Names, ProjectDeclarations Project)
{
    // The reader looks up this class although no loss names it.
    private static readonly string[] Implied = [SymbolNames.FormulaLoss.Split('.').Last()];

    /// <summary>Returns a reading with what it depends on. Positions of the result can lie in files of constants, which the reader does not collect.</summary>
    public static Reading Create(LossReadResult? result, SourceFiles files, Compilation compilation)
    {
        foreach (var tree in (result?.Diagnostics ?? []).Select(static d => d.Tree).Concat((result?.Places ?? []).Select(static p => p.Tree)))
        {
            files.Add(tree);
        }

        var project = ProjectDeclarations.Of(compilation);
        return new(result, files.All, UsedNames.Find(files.All, project, Implied), project);
    }

    /// <summary>Whether reading the loss in this compilation would give the same result.</summary>
    public bool IsValid(Compilation compilation) =>
        Files.All(compilation.ContainsSyntaxTree) && !ProjectDeclarations.Of(compilation).ChangeSince(Project).Concerns(Names);
}
