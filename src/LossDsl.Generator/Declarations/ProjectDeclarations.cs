using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generator.Declarations;

/// <summary>
/// Declarations of all files of one version of a project, with its options and references: all that a name in one file can depend on in other files.
/// An instance holds no compilation, symbol or syntax, so that it keeps none in memory.
/// </summary>
internal sealed class ProjectDeclarations
{
    private static readonly ConditionalWeakTable<Compilation, ProjectDeclarations> Known = new();

    // A reference to a project holds a compilation, so an object without content stands for each reference.
    private static readonly ConditionalWeakTable<MetadataReference, object> Stands = new();

    // The keys are weak. Otherwise each version would hold the one before.
    private readonly ConditionalWeakTable<ProjectDeclarations, DeclarationChange> changes = new();
    private readonly string? assembly;
    private readonly CompilationOptions options;
    private readonly object[] references;
    private readonly FileDeclarations[] files;
    private readonly Lazy<ILookup<string, Declaration>> byName;
    private readonly Lazy<string[]> shared;

    private ProjectDeclarations(Compilation compilation)
    {
        assembly = compilation.AssemblyName;

        // The provider sets the severity of diagnostics, which no reading depends on, and the host may replace it at any time.
        options = compilation.Options.WithSyntaxTreeOptionsProvider(null);
        references = [.. compilation.References.Select(static reference => Stands.GetOrCreateValue(reference))];
        files = [.. compilation.SyntaxTrees.Select(DeclarationReader.Read)];
        shared = new(() => [.. All.Where(static d => d.IsShared).SelectMany(static d => d.Mentions).Distinct()]);
        byName = new(() => All.SelectMany(static d => DeclarationChange.Spellings(d).Select(name => (Name: name, Declaration: d))).ToLookup(static p => p.Name, static p => p.Declaration, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>The identifiers in declarations that every file depends on.</summary>
    public IReadOnlyList<string> SharedMentions => shared.Value;

    private IEnumerable<Declaration> All => files.SelectMany(static file => file.All);

    /// <summary>Returns the declarations of a compilation.</summary>
    public static ProjectDeclarations Of(Compilation compilation) => Known.GetValue(compilation, static compilation => new(compilation));

    /// <summary>Returns the declarations with this name, in any namespace and without case.</summary>
    public IEnumerable<Declaration> Named(string name) => byName.Value[name];

    /// <summary>Returns the change from an earlier version to this one.</summary>
    public DeclarationChange ChangeSince(ProjectDeclarations earlier) => changes.GetValue(earlier, Compare);

    private DeclarationChange Compare(ProjectDeclarations earlier)
    {
        if (assembly != earlier.assembly || !options.Equals(earlier.options) || !references.SequenceEqual(earlier.references) || files.Length != earlier.files.Length)
        {
            return DeclarationChange.OfEverything;
        }

        var edited = Enumerable.Range(0, files.Length).Where(i => !ReferenceEquals(files[i], earlier.files[i]));
        return DeclarationChange.Of([.. edited.SelectMany(i => files[i].ChangesSince(earlier.files[i]))]);
    }
}
