namespace LossDsl.Generator.Formulas;

/// <summary>
/// Expression tree of a formula: a constant, a variable, or an op applied to expressions. Expressions are immutable and compare by value. Hash and size are computed once,
/// because deep formulas are compared often.
/// </summary>
internal abstract record Expr
{
    /// <summary>The largest <see cref="Depth"/> of a formula. All traversals are recursive, and the compiler may run on a stack of 1 MB.</summary>
    public const int MostNested = 250;

    /// <summary>The number of nodes of the tree, shared parts counted each time. The cost of a traversal grows with this number.</summary>
    public abstract int Size { get; }

    /// <summary>The number of ops on the longest path to a leaf; 0 for a leaf. The stack of a traversal grows with this number.</summary>
    public virtual int Depth => 0;

    /// <summary>The level of the value: how often it changes.</summary>
    public abstract Level Level { get; }

    /// <summary>Whether the variable occurs in the expression.</summary>
    public bool Reads(Variable variable) => Equals(variable) || (this is Apply apply && apply.Arguments.Any(argument => argument.Reads(variable)));

    /// <summary>Whether the predicate is true for some op in the expression, the outermost included.</summary>
    public bool Has(Func<Apply, bool> part) => this is Apply apply && (part(apply) || apply.Arguments.Any(argument => argument.Has(part)));

    public static implicit operator Expr(double value) => new Constant(value);
}
