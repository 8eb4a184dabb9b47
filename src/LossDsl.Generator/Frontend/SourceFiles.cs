using Microsoft.CodeAnalysis;

namespace LossDsl.Generator.Frontend;

/// <summary>Collection of the files on whose whole text the reading of one loss depends: those of its class, and of the bodies of methods that it calls.</summary>
internal sealed class SourceFiles
{
    private readonly HashSet<SyntaxTree> files = [];

    /// <summary>The files, each once.</summary>
    public IReadOnlyCollection<SyntaxTree> All => files;

    /// <summary>Adds the files that declare a type and the types around it.</summary>
    public void AddClass(INamedTypeSymbol type)
    {
        for (var part = type; part is not null; part = part.ContainingType)
        {
            Add(part);
        }
    }

    /// <summary>Adds the files that declare a method.</summary>
    public void AddMethod(IMethodSymbol method)
    {
        Add(method);
        Add(method.PartialImplementationPart ?? method);
    }

    /// <summary>Adds one file.</summary>
    public void Add(SyntaxTree? file)
    {
        if (file is not null)
        {
            files.Add(file);
        }
    }

    private void Add(ISymbol declared)
    {
        foreach (var part in declared.DeclaringSyntaxReferences)
        {
            files.Add(part.SyntaxTree);
        }
    }
}
