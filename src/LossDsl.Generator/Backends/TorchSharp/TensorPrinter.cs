using LossDsl.Generator.Backends.Printing;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Text;

namespace LossDsl.Generator.Backends.TorchSharp;

/// <summary>Expressions as C# on tensors. What depends on hyperparameters alone stays C# on double.</summary>
internal sealed class TensorPrinter : ExprPrinter
{
    protected override Spelling Spell(Apply apply) => apply switch
    {
        { Level: not Level.Number } => apply.Op.Tensor,
        { Arguments: [_, Constant { Value: var a }, Constant { Value: var b }] } when apply.Op == Conditions.Select && IsWhole(a) && IsWhole(b) => ChoiceOfWholeNumbers(b),
        _ => apply.Op.Scalar,
    };

    protected override string Spell(Variable variable) => variable.Kind == Level.Number ? Names.ToPascalCase(variable.Name) : variable.Name;

    protected override string Spell(double constant) => Numbers.ToCode(constant);

    // In C# it would be an int, and a quotient of it would be rounded.
    private static Spelling ChoiceOfWholeNumbers(double otherwise) => new($"{{0:>}} ? {{1:>}} : {Numbers.ToCode(otherwise)}.0", Precedence.Conditional);

    private static bool IsWhole(double value) => Numbers.ToCode(value).All(static c => c == '-' || char.IsDigit(c));
}
