using LossDsl.Generator.Formulas;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generator.Frontend;

/// <summary>Methods of losses in referenced assemblies, which have no source but carry their formula.</summary>
internal static class CompiledFormulas
{
    /// <summary>The value of a method from its arguments, or null if it carries none that can be read.</summary>
    public static Expr? Find(IMethodSymbol method, Scope arguments)
    {
        foreach (var data in method.ContainingType?.GetAttributes() ?? [])
        {
            if (data is { AttributeClass: { } type, ConstructorArguments: [{ Value: string name }, { Value: string parameters }, { Value: string text }] }
                && type.QualifiedName() == SymbolNames.CompiledFormulaAttribute && name == method.Name)
            {
                // An overload that takes a condition is another method.
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
