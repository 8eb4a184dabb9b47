using System.Text.RegularExpressions;
using LossDsl.Generator.Diagnostics;
using LossDsl.Generator.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossDsl.Generator.Frontend;

/// <summary>
/// Checks that generated and inherited members of a loss do not collide with the user's members (LOSS0025), nor with the properties generated for hyperparameters (LOSS0010).
/// </summary>
internal static class MemberNameCheck
{
    // Generated members, except the properties of hyperparameters and the passes.
    private static readonly HashSet<string> Written = new(["CatalogEntry", "Evaluate", "EvaluatePixels", "HasKernels", "IsPerImage", "IsPerBatch", "ReducesBatch", "ReadsClassWeight", "ReducesPixelClasses", "OrdersPixels", "NeedsFloat64", "CudaProgram", "CudaNumbers", "GeneratedCudaProgram"], StringComparer.Ordinal);

    private static readonly Regex Pass = new(@"^GeneratedPass\d+$", RegexOptions.CultureInvariant);

    /// <summary>Whether the generator writes a member of this name into every loss, or a pass of this name into some.</summary>
    public static bool IsGenerated(string name) => Written.Contains(name) || Pass.IsMatch(name);

    /// <summary>Reports the user's members and the hyperparameters whose names are taken.</summary>
    /// <param name="type">The class of the loss.</param>
    /// <param name="runtime">The base class FormulaLoss; null if LossDsl.Runtime is not referenced.</param>
    /// <param name="hyperparameters">The hyperparameters, each of which becomes a property.</param>
    /// <param name="diagnostics">Receives LOSS0010 and LOSS0025.</param>
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

    /// <summary>Whether a property of this name can be generated without a collision.</summary>
    public static bool IsFree(string property, INamedTypeSymbol type, INamedTypeSymbol? runtime) =>
        property != type.Name && !IsGenerated(property) && type.GetMembers(property).IsEmpty && !Inherited(runtime, property).Any();

    /// <summary>Returns the reason why a member of the user cannot have its name, or null if it can.</summary>
    public static string? Obstacle(ISymbol member, INamedTypeSymbol? runtime)
    {
        // The compiler itself warns about the user's members that hide members of object.
        IReadOnlyList<ISymbol> inherited = [.. Inherited(runtime, member.Name).Where(static i => i.ContainingType.SpecialType != SpecialType.System_Object)];
        var hides = inherited.Any(other => !AreOverloads(member, other));
        if (IsGenerated(member.Name) && (hides || inherited.Count == 0))
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
