using LossDsl.Generator.Backends.Printing;
using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Backends.TorchSharp;

/// <summary>
/// Prints expressions as C# on tensors. Expressions of hyperparameters alone stay C# on double. Region values are float64; where they meet pixel values they are
/// converted to the type of the pixels, because float64 would widen all of them.
/// </summary>
internal sealed class TensorPrinter : CodePrinter
{
    // Both branches are region values or numbers, and a condition of pixels gives no type to convert them to.
    private static readonly Spelling ChoiceOfNumbers = $"pixels.Spread({Conditions.Select.Tensor.Template})";

    // 0 where the divisor is 0. A quotient with another limit at 0/0 is another op, RegionOps.Ratio.
    private static readonly Spelling Ratio = "global::LossDsl.CompilerServices.TensorMath.Ratio({0}, {1})";

    protected override Spelling SpellVarying(Apply apply) => apply switch
    {
        { Level: Level.Pixel, Arguments: [_, { Level: not Level.Pixel }, { Level: not Level.Pixel }] } when apply.Op == Conditions.Select => ChoiceOfNumbers,
        { Level: not Level.Pixel, Arguments: [_, { Level: not Level.Fixed }] } when apply.Op == Arithmetic.Divide => Ratio,
        _ => apply.Op.Tensor,
    };

    protected override bool MustWrap(Apply parent, Expr argument) => parent.Level == Level.Pixel && argument.Level.IsReduced();

    protected override string Wrap(string argument) => $"pixels.Spread({argument})";
}
