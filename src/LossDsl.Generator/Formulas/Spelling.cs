namespace LossDsl.Generator.Formulas;

/// <summary>How tightly an expression binds as text, from loose to tight.</summary>
internal enum Precedence
{
    Conditional,
    Or,
    And,
    Equality,
    Relational,
    Additive,
    Multiplicative,
    Unary,
    Power,
    Primary,
}

/// <summary>
/// How an op is written in one notation. In the template <c>{0}</c> stands for an argument that something encloses, <c>{0:=}</c> for one that must bind
/// at least as tightly as the op, <c>{0:&gt;}</c> for one that must bind more tightly, and <c>{0:!}</c> for one that must be a single thing.
/// </summary>
internal readonly record struct Spelling(string Template, Precedence Precedence)
{
    /// <summary>A call or anything else that encloses its arguments.</summary>
    public static implicit operator Spelling(string template) => new(template, Precedence.Primary);
}
