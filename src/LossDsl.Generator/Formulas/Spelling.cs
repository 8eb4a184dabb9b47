namespace LossDsl.Generator.Formulas;

/// <summary>Precedence of the outermost operator of a printed expression, from the loosest to the tightest. Printers need it to set parentheses.</summary>
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

    /// <summary>A name, a number, a call, or anything else that encloses its parts.</summary>
    Primary,
}

/// <summary>
/// Spelling of an op in one notation: a template with a placeholder for each argument, and the precedence of the result. A placeholder says how tightly its argument must bind
/// to stand without parentheses.
/// </summary>
/// <remarks>
/// An argument at <c>{0}</c> never needs parentheses, because the template encloses it. At <c>{0:=}</c> it must bind at least as tightly as the op, and at <c>{0:&gt;}</c> more
/// tightly. At <c>{0:!}</c> it must be <see cref="Precedence.Primary"/>.
/// </remarks>
/// <param name="Template">The text with its placeholders.</param>
/// <param name="Precedence">The precedence of the op as printed.</param>
internal readonly record struct Spelling(string Template, Precedence Precedence)
{
    /// <summary>Converts the template of a call, or of any other form that encloses its arguments.</summary>
    public static implicit operator Spelling(string template) => new(template, Precedence.Primary);
}
