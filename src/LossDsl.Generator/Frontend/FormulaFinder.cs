using LossDsl.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossDsl.Generator.Frontend;

/// <summary>Finds the formula of a loss.</summary>
internal static class FormulaFinder
{
    public static IMethodSymbol? Find(INamedTypeSymbol type, TypeDeclarationSyntax declaration, DiagnosticBag diagnostics)
    {
        var formulas = type.GetMembers().OfType<IMethodSymbol>().Where(static m => m.FindAttribute(SymbolNames.FormulaAttribute) is not null).ToList();
        if (formulas.Count == 0)
        {
            diagnostics.Report(Descriptors.NoFormula, declaration.Identifier.GetLocation(), type.Name);
            return null;
        }

        foreach (var second in formulas.Skip(1))
        {
            diagnostics.Report(Descriptors.TwoFormulas, second.Locations[0], type.Name, second.Name);
        }

        if (Obstacle(formulas[0]) is { } obstacle)
        {
            diagnostics.Report(Descriptors.NotAFormula, formulas[0].Locations[0], formulas[0].Name, obstacle);
            return null;
        }

        return formulas[0];
    }

    private static string? Obstacle(IMethodSymbol method) => method switch
    {
        { MethodKind: not MethodKind.Ordinary } => "it is no ordinary method",
        { IsStatic: false } => "it is not static; a formula depends on its parameters alone",
        { IsGenericMethod: true } => "it is generic",
        { ReturnType.SpecialType: not SpecialType.System_Double } or { RefKind: not RefKind.None } => $"it returns '{method.ReturnType.ToDisplayString()}', not double",
        _ => null,
    };
}
