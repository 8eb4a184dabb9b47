using LossDsl.Generator.Formulas;
using LossDsl.Generator.Text;

namespace LossDsl.Generator.Backends.Printing;

/// <summary>Expressions as C#: what depends on hyperparameters alone is C# on double everywhere.</summary>
internal abstract class CodePrinter : ExprPrinter
{
    protected sealed override Spelling Spell(Apply apply) => apply switch
    {
        { Level: Level.Fixed, Arguments: [_, Constant { Value: var a }, Constant { Value: var b }] } when apply.Op == Conditions.Select && IsWhole(a) && IsWhole(b) => ChoiceOfWholeNumbers(b),
        { Level: Level.Fixed } => apply.Op.Scalar,
        _ => SpellVarying(apply),
    };

    /// <summary>How an op is written whose value varies with region or pixel.</summary>
    protected abstract Spelling SpellVarying(Apply apply);

    protected override string Spell(Variable variable) => variable.Level == Level.Fixed ? Names.ToPascalCase(variable.Name) : variable.Name;

    protected override string Spell(double constant) => Numbers.ToCode(constant);

    // In C# it would be an int, and a quotient of it would be rounded.
    private static Spelling ChoiceOfWholeNumbers(double otherwise) => new($"{{0:>}} ? {{1:>}} : {Numbers.ToCode(otherwise)}.0", Precedence.Conditional);

    private static bool IsWhole(double value) => Numbers.ToCode(value).All(static c => c == '-' || char.IsDigit(c));
}
