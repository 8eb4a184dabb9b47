using LossDsl.Generator.Collections;

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

/// <summary>Constant of a formula. Constants compare by their bits, because 0.0 equals -0.0 as a double and a cache would confuse the two.</summary>
internal sealed record Constant : Expr
{
    private readonly long bits;

    public Constant(double value) => bits = BitConverter.DoubleToInt64Bits(value);

    public double Value => BitConverter.Int64BitsToDouble(bits);

    public override int Size => 1;

    public override Level Level => Level.Fixed;
}

/// <summary>Variable of a formula: a quantity of the runtime, a hyperparameter, a map, an input, or the result of a stage or of a step. Name and level identify a variable.</summary>
internal sealed record Variable : Expr
{
    // Computed once, because variables are the keys of many dictionaries.
    private readonly int hash;

    public Variable(string name, Level level) => (Name, Level, hash) = (name, level, StringComparer.Ordinal.GetHashCode(name));

    public string Name { get; }

    public override int Size => 1;

    public override Level Level { get; }

    public bool Equals(Variable? other) => ReferenceEquals(this, other) || (other is not null && hash == other.hash && Level == other.Level && Name == other.Name);

    public override int GetHashCode() => hash;
}

/// <summary>Expression that applies an op to arguments.</summary>
internal sealed record Apply : Expr
{
    private readonly int hash;

    public Apply(Op op, params EquatableArray<Expr> arguments)
    {
        Op = op;
        Arguments = arguments;
        hash = unchecked((op.GetHashCode() * 397) ^ arguments.GetHashCode());
        var size = 1L;
        foreach (var argument in arguments.Items)
        {
            size += argument.Size;
            Depth = Math.Max(Depth, 1 + argument.Depth);
            Level = argument.Level > Level ? argument.Level : Level;
        }

        Size = (int)Math.Min(int.MaxValue, size);
    }

    public Op Op { get; }

    public EquatableArray<Expr> Arguments { get; }

    public override int Size { get; }

    public override int Depth { get; }

    public override Level Level { get; }

    public bool Equals(Apply? other) =>
        ReferenceEquals(this, other) || (other is not null && hash == other.hash && Op == other.Op && Arguments.Equals(other.Arguments));

    public override int GetHashCode() => hash;
}

/// <summary>
/// Row of the op table (<see cref="OpTable"/>): value, local partials, range, C# methods and spellings of one op. A row alone does not add an op to the language.
/// Tensors, fields, lanes, region arithmetic and tests may need a function of their own; CONTRIBUTING.md lists the places under "Add an op".
/// </summary>
/// <param name="name">The unique name of the op, as <see cref="ExprText"/> writes it.</param>
/// <param name="arity">The number of arguments.</param>
internal sealed class Op(string name, int arity)
{
    public string Name { get; } = name;

    public int Arity { get; } = arity;

    /// <summary>Computes the value from the values of the arguments, in double arithmetic. A true condition is 1, a false one 0.</summary>
    public required Func<double[], double> Evaluate { get; init; }

    /// <summary>
    /// Returns the local partials, one for each argument, from the arguments and the value of the op. The differentiator applies the chain rule.
    /// The partial by a condition is 0.
    /// </summary>
    public required Func<IReadOnlyList<Expr>, Expr, IReadOnlyList<Expr>> LocalPartials { get; init; }

    /// <summary>Computes an interval that contains every value of the op, from intervals that contain every value of its arguments.</summary>
    public required Func<Interval[], Interval> Range { get; init; }

    /// <summary>
    /// Whether the value can jump although no argument jumps, from the ranges of the arguments and from which of them change with the prediction. Null if it never jumps.
    /// Null also for choices and quotients: <see cref="Analysis.JumpCheck"/> looks at their conditions and divisors.
    /// </summary>
    public Func<Interval[], bool[], bool>? CanJump { get; init; }

    /// <summary>Whether a kernel computes the op in a few instructions. Scheduling saves passes that compute costly ops twice.</summary>
    public bool IsCheap { get; init; }

    /// <summary>Whether a small relative error of a small first argument becomes a large error of the value, as in a root or a logarithm. Sums below it are factored.</summary>
    public bool MagnifiesErrors { get; init; }

    /// <summary>Whether the op is undefined for some finite arguments, as the logarithm is below 0.</summary>
    public bool IsPartial => isPartial ??= Range([.. Enumerable.Repeat(new Interval(-1e300, 1e300), Arity)]).MayBeUndefined;

    private bool? isPartial;

    /// <summary>The C# methods that the front end reads as this op, as <c>Namespace.Type.Method</c>.</summary>
    public IReadOnlyList<string> Methods { get; init; } = [];

    /// <summary>The spelling in C# on numbers of type double.</summary>
    public required Spelling Scalar { get; init; }

    /// <summary>The spelling in C# on tensors, for ops with at least one tensor among their arguments.</summary>
    public required Spelling Tensor { get; init; }

    /// <summary>The spelling in plain text, for documentation.</summary>
    public required Spelling Text { get; init; }

    /// <summary>The spelling in LaTeX, for documentation.</summary>
    public required Spelling Latex { get; init; }
}
