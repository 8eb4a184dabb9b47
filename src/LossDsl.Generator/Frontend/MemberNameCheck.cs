using System.Text.RegularExpressions;
using LossDsl.Generator.Diagnostics;
using LossDsl.Generator.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossDsl.Generator.Frontend;

/// <summary>Checks that the names in a loss class are free: those of the user's members, and those of the properties that hyperparameters become.</summary>
internal static class MemberNameCheck
{
    // The members that the generator writes, beside the properties and the passes.
    private static readonly HashSet<string> Written = new(["CatalogEntry", "Evaluate", "HasKernels", "IsPerImage", "ReadsClassWeight", "NeedsFloat64"], StringComparer.Ordinal);

    private static readonly Regex Pass = new(@"^GeneratedPass\d+$", RegexOptions.CultureInvariant);

    /// <summary>Whether the generator writes members of this name into a loss.</summary>
    public static bool IsWritten(string name) => Written.Contains(name) || Pass.IsMatch(name);

    public static void Check(INamedTypeSymbol type, INamedTypeSymbol? runtime, IEnumerable<DeclaredHyperparameter> hyperparameters, DiagnosticBag diagnostics)
    {
        foreach (var member in type.GetMembers().Where(static m => m is { IsImplicitlyDeclared: false, CanBeReferencedByName: true }))
        {
            if (Obstacle(member, runtime) is { } obstacle)
            {
                diagnostics.Report(Descriptors.MemberNameTaken, member.Locations[0], member.Name, obstacle);
            }
        }

        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var hyperparameter in hyperparameters)
        {
            var property = Names.ToPascalCase(hyperparameter.Spec.Name);
            if (!IsFree(property, type, runtime) || !taken.Add(property))
            {
                diagnostics.Report(Descriptors.NameTaken, hyperparameter.Parameter.Locations[0], hyperparameter.Spec.Name, property);
            }
        }
    }

    /// <summary>Whether a property of this name can be generated.</summary>
    public static bool IsFree(string property, INamedTypeSymbol type, INamedTypeSymbol? runtime) =>
        property != type.Name && !IsWritten(property) && type.GetMembers(property).IsEmpty && !Inherited(runtime, property).Any();

    /// <summary>Why a member of the user cannot have its name, or null.</summary>
    public static string? Obstacle(ISymbol member, INamedTypeSymbol? runtime)
    {
        // Members of object are hidden in the user's own code, where the compiler itself warns.
        IReadOnlyList<ISymbol> inherited = [.. Inherited(runtime, member.Name).Where(static i => i.ContainingType.SpecialType != SpecialType.System_Object)];
        var hides = inherited.Any(other => !AreOverloads(member, other));
        if (IsWritten(member.Name) && (hides || inherited.Count == 0))
        {
            return $"the generator writes a member '{member.Name}' into every loss";
        }

        return hides && !IsMeant(member) ? $"every loss inherits a member '{member.Name}'" : null;
    }

    private static IEnumerable<ISymbol> Inherited(INamedTypeSymbol? runtime, string name)
    {
        for (var type = runtime; type is not null; type = type.BaseType)
        {
            foreach (var member in type.GetMembers(name).Where(static m => m.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal))
            {
                yield return member;
            }
        }
    }

    private static bool AreOverloads(ISymbol member, ISymbol inherited) => member is IMethodSymbol one && inherited is IMethodSymbol other
        && (one.Arity != other.Arity || !one.Parameters.Select(static p => p.Type).SequenceEqual(other.Parameters.Select(static p => p.Type), SymbolEqualityComparer.Default));

    private static bool IsMeant(ISymbol member) => member.IsOverride || member.DeclaringSyntaxReferences
        .Any(static part => part.GetSyntax().FirstAncestorOrSelf<MemberDeclarationSyntax>()?.Modifiers.Any(SyntaxKind.NewKeyword) == true);
}
