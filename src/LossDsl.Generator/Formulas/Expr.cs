using LossDsl.Generator.Collections;

namespace LossDsl.Generator.Formulas;

/// <summary>How often a value changes: never while a loss lives, with every image, with every region (a class of an image), or with every pixel.</summary>
internal enum Level
{
    Fixed,
    Image,
    Region,
    Pixel,
}

/// <summary>
/// A node of a formula: a constant, a variable, or an op applied to nodes. Immutable and equal by value; hash and size are computed once,
/// because deep formulas are compared often.
/// </summary>
internal abstract record Expr
{
    /// <summary>How deep a formula may be: everything that walks it does so on the stack, and the compiler runs on 1 MB of it.</summary>
    public const int MostNested = 250;

    /// <summary>The number of nodes as a tree: bounds the cost of everything that walks the formula.</summary>
    public abstract int Size { get; }

    /// <summary>How many ops enclose each other: bounds the stack of everything that walks the formula.</summary>
    public virtual int Depth => 0;

    /// <summary>How often the value changes.</summary>
    public abstract Level Level { get; }

    /// <summary>Whether the variable occurs in the expression.</summary>
    public bool Reads(Variable variable) => Equals(variable) || (this is Apply apply && apply.Arguments.Any(argument => argument.Reads(variable)));

    /// <summary>Whether a part of it, or all of it, is such an op of its arguments.</summary>
    public bool Has(Func<Apply, bool> part) => this is Apply apply && (part(apply) || apply.Arguments.Any(argument => argument.Has(part)));

    public static implicit operator Expr(double value) => new Constant(value);
}

/// <summary>A number. Kept as bits, since 0.0 equals -0.0 as a double and a cache would take one for the other.</summary>
internal sealed record Constant : Expr
{
    private readonly long bits;

    public Constant(double value) => bits = BitConverter.DoubleToInt64Bits(value);

    public double Value => BitConverter.Int64BitsToDouble(bits);

    public override int Size => 1;

    public override Level Level => Level.Fixed;
}

/// <summary>A quantity that a formula reads, or a result computed earlier.</summary>
internal sealed record Variable : Expr
{
    // Variables are keys everywhere.
    private readonly int hash;

    public Variable(string name, Level level) => (Name, Level, hash) = (name, level, StringComparer.Ordinal.GetHashCode(name));

    public string Name { get; }

    public override int Size => 1;

    public override Level Level { get; }

    public bool Equals(Variable? other) => ReferenceEquals(this, other) || (other is not null && hash == other.hash && Level == other.Level && Name == other.Name);

    public override int GetHashCode() => hash;
}

/// <summary>An op applied to its arguments.</summary>
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

/// <summary>One row of the table of operations: everything that is known of an op, and the only place to add one.</summary>
internal sealed class Op(string name, int arity)
{
    public string Name { get; } = name;

    public int Arity { get; } = arity;

    /// <summary>The value in double arithmetic; conditions are 1 and 0.</summary>
    public required Func<double[], double> Evaluate { get; init; }

    /// <summary>
    /// The derivatives by the arguments, one each, from the arguments and the value of the op.
    /// The chain rule is the differentiator's; a condition has none.
    /// </summary>
    public required Func<IReadOnlyList<Expr>, Expr, IReadOnlyList<Expr>> Partials { get; init; }

    /// <summary>What the value can be from what the arguments can be: never narrower than the truth.</summary>
    public required Func<Interval[], Interval> Range { get; init; }

    /// <summary>
    /// Whether the value can jump although no argument does, from what the arguments can be and which of them change; null if it never does.
    /// Choices are judged by their conditions, quotients by their divisors.
    /// </summary>
    public Func<Interval[], bool[], bool>? Jumps { get; init; }

    /// <summary>Whether a kernel computes the op in a few instructions. Scheduling saves passes that compute costly ops twice.</summary>
    public bool IsCheap { get; init; }

    /// <summary>Whether a small relative error of a small first argument becomes a large error of the value, as in a root or a logarithm. Sums below it are factored.</summary>
    public bool MagnifiesErrors { get; init; }

    /// <summary>Whether the op is undefined for some finite arguments, as the logarithm is below 0.</summary>
    public bool IsPartial => isPartial ??= Range([.. Enumerable.Repeat(new Interval(-1e300, 1e300), Arity)]).MayBeUndefined;

    private bool? isPartial;

    /// <summary>The C# methods that are this op, as <c>Namespace.Type.Method</c>.</summary>
    public IReadOnlyList<string> Methods { get; init; } = [];

    /// <summary>As C# on double.</summary>
    public required Spelling Scalar { get; init; }

    /// <summary>As C# on tensors, where at least one argument is one.</summary>
    public required Spelling Tensor { get; init; }

    /// <summary>As plain text for people.</summary>
    public required Spelling Text { get; init; }

    /// <summary>As LaTeX.</summary>
    public required Spelling Latex { get; init; }
}
