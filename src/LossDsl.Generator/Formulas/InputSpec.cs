using LossDsl.Generator.Text;

namespace LossDsl.Generator.Formulas;

/// <summary>Input that stages read: a tensor that the caller of the loss hands in, constant in the backward pass.</summary>
/// <param name="Variable">The variable by which stages read the input.</param>
/// <param name="Per">The member of <c>Per</c>, from which the shape of the tensor follows.</param>
/// <param name="Range">The range that <c>[Range]</c> promises; null if none is stated.</param>
internal sealed record InputSpec(Variable Variable, string Per, DeclaredRange? Range)
{
    /// <summary>The name of the parameter, by which callers hand the input in.</summary>
    public string Name => Names.FromLocal(Variable.Name);

    /// <summary>Whether the input has a value for each pair of classes, of which a pixel reads those with its label.</summary>
    public bool IsPerClassPair => Per == "ClassPair";

    /// <summary>Whether the input has a value for each pixel, which kernels read as a field.</summary>
    public bool IsPerPixel => Variable.Level == Level.Pixel;
}
