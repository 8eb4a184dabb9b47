using LossDsl.Generator.Formulas;
using LossDsl.Generator.Text;

namespace LossDsl.Generator.Backends.Printing;

/// <summary>
/// Printer of expressions as C#. Subclasses spell the ops on regions and pixels; all of them print expressions of constants and hyperparameters alone as C# on double.
/// </summary>
internal abstract class CodePrinter : ExprPrinter
{
    protected sealed override Spelling Spell(Apply apply) => apply switch
    {
        { Level: Level.Fixed, Arguments: [_, Constant { Value: var a }, Constant { Value: var b }] } when apply.Op == Conditions.Select && IsWhole(a) && IsWhole(b) => ChoiceOfWholeNumbers(b),
        { Level: Level.Fixed } => apply.Op.Scalar,
        _ => SpellVarying(apply),
    };

    /// <summary>Returns the spelling of an op whose value varies with the batch, image, region or pixel.</summary>
    protected abstract Spelling SpellVarying(Apply apply);

    protected override string Spell(Variable variable) => variable.Level == Level.Fixed ? Names.ToPascalCase(variable.Name) : variable.Name;

    protected override string Spell(double constant) => Numbers.ToCode(constant);

    // C# would type a choice between two whole literals as int, and a quotient of two such choices would be truncated.
    private static Spelling ChoiceOfWholeNumbers(double otherwise) => new($"{{0:>}} ? {{1:>}} : {Numbers.ToCode(otherwise)}.0", Precedence.Conditional);

    private static bool IsWhole(double value) => Numbers.ToCode(value).All(static c => c == '-' || char.IsDigit(c));
}
