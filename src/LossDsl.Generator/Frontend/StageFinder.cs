using LossDsl.Generator.Diagnostics;
using LossDsl.Generator.Formulas;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossDsl.Generator.Frontend;

/// <summary>Finds the methods of a loss class that are its formula and its stages, by their attributes, and checks their signatures and names.</summary>
internal static class StageFinder
{
    private static readonly IReadOnlyDictionary<string, StageKind> Kinds = new Dictionary<string, StageKind>
    {
        ["LossDsl.PixelAttribute"] = StageKind.Pixel,
        ["LossDsl.PixelSumAttribute"] = StageKind.PixelSum,
        ["LossDsl.PixelMeanAttribute"] = StageKind.PixelMean,
        ["LossDsl.PixelMaxAttribute"] = StageKind.PixelMax,
        ["LossDsl.PixelMinAttribute"] = StageKind.PixelMin,
        ["LossDsl.PixelTopAttribute"] = StageKind.PixelTop,
        ["LossDsl.PixelAboveAttribute"] = StageKind.PixelAbove,
        ["LossDsl.LocalMeanAttribute"] = StageKind.LocalMean,
        ["LossDsl.LocalSumAttribute"] = StageKind.LocalSum,
        ["LossDsl.LocalMaxAttribute"] = StageKind.LocalMax,
        ["LossDsl.LocalMinAttribute"] = StageKind.LocalMin,
        ["LossDsl.FieldAttribute"] = StageKind.Field,
        ["LossDsl.ClassSumAttribute"] = StageKind.ClassSum,
        ["LossDsl.ClassMeanAttribute"] = StageKind.ClassMean,
        ["LossDsl.ClassMaxAttribute"] = StageKind.ClassMax,
        ["LossDsl.ClassMinAttribute"] = StageKind.ClassMin,
        ["LossDsl.BatchSumAttribute"] = StageKind.BatchSum,
        ["LossDsl.BatchMeanAttribute"] = StageKind.BatchMean,
        ["LossDsl.BatchMaxAttribute"] = StageKind.BatchMax,
        ["LossDsl.PixelClassSumAttribute"] = StageKind.PixelClassSum,
        ["LossDsl.PixelClassMaxAttribute"] = StageKind.PixelClassMax,
        ["LossDsl.PixelClassLogSumExpAttribute"] = StageKind.PixelClassLogSumExp,
        ["LossDsl.PixelClassCumulativeSumAttribute"] = StageKind.PixelClassCumulativeSum,
    };

    /// <summary>
    /// Returns the usable stages, and the first formula if there is one. Reports a missing or second formula, methods that cannot be stages, and stage names that are taken.
    /// </summary>
    public static IReadOnlyList<StageMethod> Find(INamedTypeSymbol type, TypeDeclarationSyntax declaration, ConstantCheck constants, DiagnosticBag diagnostics)
    {
        List<StageMethod> methods = [.. type.GetMembers().OfType<IMethodSymbol>().Select(method => Read(method, constants, diagnostics)).OfType<StageMethod>()];
        List<StageMethod> formulas = [.. methods.Where(static method => method.IsFormula)];
        if (formulas.Count == 0 && type.GetMembers().All(static member => member.FindAttribute(SymbolNames.FormulaAttribute) is null))
        {
            diagnostics.Report(Descriptors.NoFormula, declaration.Identifier.GetLocation(), type.Name);
        }

        foreach (var second in formulas.Skip(1))
        {
            diagnostics.Report(Descriptors.TwoFormulas, second.Symbol.Locations[0], type.Name, second.Symbol.Name);
        }

        CheckNames([.. methods.Where(static method => !method.IsFormula)], diagnostics);
        return [.. methods.Except(formulas.Skip(1))];
    }

    private static StageMethod? Read(IMethodSymbol method, ConstantCheck constants, DiagnosticBag diagnostics)
    {
        List<AttributeData> kinds = [.. method.GetAttributes().Where(static data => data.AttributeClass is { } type && Kinds.ContainsKey(type.QualifiedName()))];
        var isFormula = method.FindAttribute(SymbolNames.FormulaAttribute) is not null;
        if (!isFormula && kinds.Count == 0)
        {
            return null;
        }

        if (Obstacle(method) is { } obstacle)
        {
            diagnostics.Report(Descriptors.NotAFormula, method.Locations[0], Name(method), isFormula ? "formula" : "stage", obstacle);
            return null;
        }

        if (kinds.Count > 1)
        {
            var names = string.Join(" and ", kinds.Select(static data => data.AttributeClass!.Name.Replace("Attribute", "")));
            diagnostics.Report(Descriptors.TwoStageKinds, method.Locations[0], method.Name, names);
        }

        var kind = kinds.Count == 0 ? StageKind.Formula : Kinds[kinds[0].AttributeClass!.QualifiedName()];
        if (isFormula && kind.IsPerPixel())
        {
            diagnostics.Report(Descriptors.NotAFormula, method.Locations[0], method.Name, "formula", "it has a value for each pixel; reduce these values with [PixelMean] or [PixelSum]");
            return null;
        }

        var window = kind.IsOverWindow() ? WindowReader.Read(method, kinds[0], kind, constants, diagnostics) : null;
        var provider = kind == StageKind.Field ? Provider(method, kinds[0], diagnostics) : null;
        return new(method, isFormula, kind, method.FindAttribute(SymbolNames.StopGradientAttribute) is not null, window, provider, kind.IsOrdered() ? kinds[0] : null);
    }

    private static string? Obstacle(IMethodSymbol method) => method switch
    {
        { MethodKind: not MethodKind.Ordinary } => "it is no ordinary method; write a static method",
        { IsStatic: false } => "it is not static; it must depend on its parameters alone, so add static",
        { IsGenericMethod: true } => "it is generic; write it on double",
        { ReturnType.SpecialType: not SpecialType.System_Double } or { RefKind: not RefKind.None } => $"it returns '{(method.RefKind == RefKind.None ? "" : "ref ")}{method.ReturnType.ToDisplayString()}', not double; it gives the value of one pixel or region",
        _ => null,
    };

    // Messages show an operator as source does: operator +, not op_Addition.
    private static string Name(IMethodSymbol method) => method.MethodKind == MethodKind.Ordinary ? method.Name : method.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);

    private static string Provider(IMethodSymbol method, AttributeData data, DiagnosticBag diagnostics)
    {
        var type = data.ConstructorArguments.FirstOrDefault().Value as INamedTypeSymbol;
        if (type is null || !Providers.Implements(type, SymbolNames.FieldProvider))
        {
            diagnostics.Report(Descriptors.WrongField, data.ApplicationSyntaxReference?.GetSyntax().GetLocation(), type?.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat) ?? "null", method.Name);
        }

        return type?.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) ?? "";
    }

    private static void CheckNames(IReadOnlyList<StageMethod> stages, DiagnosticBag diagnostics)
    {
        foreach (var stage in stages.Where(static s => Quantities.PixelParameters.Any(q => string.Equals(q.Name, s.Symbol.Name, StringComparison.OrdinalIgnoreCase))))
        {
            diagnostics.Report(Descriptors.StageNameTaken, stage.Symbol.Locations[0], stage.Symbol.Name, "parameters of that name bind to the quantity");
        }

        foreach (var second in stages.GroupBy(static s => s.Symbol.Name, StringComparer.OrdinalIgnoreCase).SelectMany(static group => group.Skip(1)))
        {
            diagnostics.Report(Descriptors.StageNameTaken, second.Symbol.Locations[0], second.Symbol.Name, "another stage has that name");
        }
    }
}
