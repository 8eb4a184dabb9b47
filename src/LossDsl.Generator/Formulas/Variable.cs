namespace LossDsl.Generator.Formulas;

/// <summary>Variable of a formula: a quantity of the runtime, a hyperparameter, a map, or the result of a stage or of a step. Name and level identify a variable.</summary>
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
