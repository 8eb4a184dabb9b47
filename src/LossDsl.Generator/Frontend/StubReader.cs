using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Text;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generator.Frontend;

/// <summary>Reads the model of the stub that replaces the generated code of a loss with errors. The reader tolerates any error, and reports none.</summary>
internal static class StubReader
{
    /// <summary>Returns the model of the stub. Returns null if the class cannot have a generated part, or LossDsl.Runtime is not referenced.</summary>
    public static StubSpec? Read(INamedTypeSymbol type, Citation citation, INamedTypeSymbol? runtime, DiagnosticBag diagnostics, CancellationToken cancellation) =>
        runtime is null || !CanHaveStub(type, runtime) ? null : new(
            ClassReader.Read(type, cancellation),
            citation.Name.Length > 0 ? citation.Name : type.Name,
            Parameters(type, runtime).ToEquatableArray(),
            Inputs(type).ToEquatableArray(),
            type.GetMembers("CatalogEntry").IsEmpty,
            diagnostics.ErrorText);

    private static bool CanHaveStub(INamedTypeSymbol type, INamedTypeSymbol runtime) =>
        ClassReader.CanBePart(type)
        && !MemberNameCheck.IsGenerated(type.Name)
        && type.GetMembers("Evaluate").All(member => MemberNameCheck.Obstacle(member, runtime) is null)
        && !ClassReader.OwnConstructors(type).Any();

    private static IEnumerable<StubParameter> Parameters(INamedTypeSymbol type, INamedTypeSymbol runtime)
    {
        IReadOnlyList<IMethodSymbol> methods = [.. type.GetMembers().OfType<IMethodSymbol>().Where(static m => m.MethodKind == MethodKind.Ordinary)];
        IReadOnlyList<IMethodSymbol> marked = [.. methods.Where(IsMarked).OrderByDescending(IsFormula)];

        // If no method carries [Formula], any method may be the intended formula.
        var parameters = marked.Any(IsFormula)
            ? marked.SelectMany(static m => m.Parameters).Where(parameter => IsHyperparameter(parameter, marked))
            : methods.SelectMany(static m => m.Parameters).Where(static parameter => parameter.HasExplicitDefaultValue);
        var (names, properties) = (new HashSet<string>(["options", ""], StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var parameter in parameters.Where(parameter => names.Add(parameter.Name)))
        {
            var property = Names.ToPascalCase(parameter.Name);
            yield return new(parameter.Name, Type(parameter.Type.SpecialType), Default(parameter), MemberNameCheck.IsFree(property, type, runtime) && properties.Add(property));
        }
    }

    // Names that the generated methods cannot have as a parameter are left out: they are errors of the loss.
    private static IEnumerable<string> Inputs(INamedTypeSymbol type) => type.GetMembers().OfType<IMethodSymbol>().Where(IsMarked).OrderByDescending(IsFormula)
        .SelectMany(static method => method.Parameters).Where(static parameter => InputReader.IsMarked(parameter) && !InputReader.IsTaken(parameter.Name))
        .Select(static parameter => Names.FromLocal(Names.ToLocal(parameter.Name))).Distinct(StringComparer.OrdinalIgnoreCase);

    private static bool IsFormula(IMethodSymbol method) => method.FindAttribute(SymbolNames.FormulaAttribute) is not null;

    private static bool IsMarked(IMethodSymbol method) => method.GetAttributes().Any(static data => data.AttributeClass?.ContainingNamespace?.ToDisplayString() == "LossDsl");

    // A parameter with a default, or one that binds to nothing: the user may have forgotten its default.
    private static bool IsHyperparameter(IParameterSymbol parameter, IReadOnlyList<IMethodSymbol> stages) =>
        parameter.HasExplicitDefaultValue
        || !(MapReader.Read(parameter) is not null
            || InputReader.IsMarked(parameter)
            || Quantities.PixelParameters.Concat(Quantities.RegionParameters).Select(static q => q.Name).Concat(stages.Select(static s => s.Name)).Contains(parameter.Name, StringComparer.OrdinalIgnoreCase));

    private static double Default(IParameterSymbol parameter) => parameter is { HasExplicitDefaultValue: true, ExplicitDefaultValue: double value } ? value : double.NaN;

    // Numeric types become double, the type that the user will correct them to. Callers of the constructor then compile before and after.
    private static string Type(SpecialType type) => type switch
    {
        SpecialType.System_Boolean => "bool",
        SpecialType.System_String => "string",
        >= SpecialType.System_SByte and <= SpecialType.System_Double and not SpecialType.System_Decimal => "double",
        _ => "object",
    };
}
