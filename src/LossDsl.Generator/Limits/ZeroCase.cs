using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Limits;

/// <summary>Case in which a quotient is 0/0.</summary>
/// <param name="Zeros">The variables that are all 0 in this case.</param>
/// <param name="Limit">The limit of the quotient, which may depend on the other variables.</param>
internal sealed record ZeroCase(HashSet<Variable> Zeros, Expr Limit);
