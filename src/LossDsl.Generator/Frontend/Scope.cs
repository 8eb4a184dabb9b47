using LossDsl.Generator.Formulas;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generator.Frontend;

/// <summary>The values of the parameters and locals of one method while it is written out.</summary>
internal sealed class Scope
{
    private readonly Dictionary<ISymbol, Expr> values;

    public Scope() => values = new(SymbolEqualityComparer.Default);

    /// <summary>A scope inside another: a local function sees the locals around it.</summary>
    public Scope(Scope outer) => values = new(outer.values, SymbolEqualityComparer.Default);

    /// <summary>The value of a parameter or local; null if it has none.</summary>
    public Expr? this[ISymbol symbol]
    {
        get => values.TryGetValue(symbol, out var value) ? value : null;
        set => values[symbol] = value!;
    }
}
