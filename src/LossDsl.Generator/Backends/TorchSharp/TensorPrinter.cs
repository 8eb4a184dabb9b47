using LossDsl.Generator.Backends.Printing;
using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Backends.TorchSharp;

/// <summary>
/// Expressions as C# on tensors. What depends on hyperparameters alone stays C# on double. What changes with the region is float64; where it meets
/// pixels it is brought to their type, or it would widen them all.
/// </summary>
internal sealed class TensorPrinter : CodePrinter
{
    // A condition has no type that its branches could take.
    private static readonly Spelling ChoiceOfNumbers = $"pixels.Spread({Conditions.Select.Tensor.Template})";

    // A class that is neither there nor predicted has sums of 0, and a smoothing of 0 leaves 0/0: it costs nothing.
    private static readonly Spelling Ratio = "global::LossDsl.CompilerServices.TensorMath.Ratio({0}, {1})";

    protected override Spelling SpellVarying(Apply apply) => apply switch
    {
        { Level: Level.Pixel, Arguments: [_, { Level: not Level.Pixel }, { Level: not Level.Pixel }] } when apply.Op == Conditions.Select => ChoiceOfNumbers,
        { Level: not Level.Pixel, Arguments: [_, { Level: not Level.Fixed }] } when apply.Op == Arithmetic.Divide => Ratio,
        _ => apply.Op.Tensor,
    };

    protected override bool MustWrap(Apply parent, Expr argument) => parent.Level == Level.Pixel && argument.Level is Level.Region or Level.Image;

    protected override string Wrap(string argument) => $"pixels.Spread({argument})";
}
