using LossDsl.Generator.Backends.Printing;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Text;

namespace LossDsl.Generator.Backends.TorchSharp;

/// <summary>Expressions as C# on tensors. What depends on hyperparameters alone stays C# on double.</summary>
internal sealed class TensorPrinter : ExprPrinter
{
    protected override Spelling Spell(Apply apply) => apply.Level == Level.Number ? apply.Op.Scalar : apply.Op.Tensor;

    protected override string Spell(Variable variable) => variable.Kind == Level.Number ? Names.ToPascalCase(variable.Name) : variable.Name;

    protected override string Spell(double constant) => Numbers.ToCode(constant);
}
