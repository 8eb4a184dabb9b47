using LossDsl.Generator.Formulas;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generator.Frontend;

/// <summary>Map from the parameters and locals of a method to expressions, used while the method is inlined.</summary>
internal sealed class Scope
{
    private readonly Dictionary<ISymbol, Expr> values;

    /// <summary>Creates an empty scope.</summary>
    public Scope() => values = new(SymbolEqualityComparer.Default);

    /// <summary>Creates the scope of a local function as a copy of <paramref name="outer"/>, whose locals the function can read.</summary>
    public Scope(Scope outer) => values = new(outer.values, SymbolEqualityComparer.Default);

    /// <summary>The expression of a parameter or local; null if none was assigned.</summary>
    public Expr? this[ISymbol symbol]
    {
        get => values.TryGetValue(symbol, out var value) ? value : null;
        set => values[symbol] = value!;
    }
}
