using LossDsl.Generator.Collections;

namespace LossDsl.Generator.Formulas;

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
