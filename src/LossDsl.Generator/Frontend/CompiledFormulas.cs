using LossDsl.Generator.Formulas;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generator.Frontend;

/// <summary>
/// Inlines methods of losses in referenced assemblies. Source of the methods is not available, but the generator stored each formula as text in an attribute of the compiled class.
/// </summary>
internal static class CompiledFormulas
{
    /// <summary>Returns the expression of a method for given arguments. Returns null if the class carries no readable formula for the method.</summary>
    /// <param name="method">The called method.</param>
    /// <param name="arguments">Maps the parameters of the method to expressions.</param>
    public static Expr? Find(IMethodSymbol method, Scope arguments)
    {
        foreach (var data in method.ContainingType?.GetAttributes() ?? [])
        {
            if (data is { AttributeClass: { } type, ConstructorArguments: [{ Value: string name }, { Value: string parameters }, { Value: string text }] }
                && type.QualifiedName() == SymbolNames.CompiledFormulaAttribute && name == method.Name)
            {
                // The attribute tells overloads apart only by the number of parameters, and the stored method takes doubles alone.
                var names = parameters.Split([' '], StringSplitOptions.RemoveEmptyEntries);
                if (names.Length == method.Parameters.Length && method.Parameters.All(static p => p.Type.SpecialType == SpecialType.System_Double))
                {
                    return ExprText.Parse(text, Bind(names, method, arguments));
                }
            }
        }

        return null;
    }

    private static Dictionary<string, Expr> Bind(IReadOnlyList<string> names, IMethodSymbol method, Scope arguments)
    {
        Dictionary<string, Expr> values = new(StringComparer.Ordinal);
        for (var i = 0; i < names.Count; i++)
        {
            values[names[i]] = arguments[method.Parameters[i]] ?? double.NaN;
        }

        return values;
    }
}
