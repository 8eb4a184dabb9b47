using LossDsl.Generator.Formulas;
using LossDsl.Generator.Text;

namespace LossDsl.Generator.Backends.Metadata;

/// <summary>Writes the methods of a loss that take its inputs beside logits and target: an overload of each method of the base class that runs the loss.</summary>
internal static class InputWriter
{
    private const string Tensor = "global::TorchSharp.torch.Tensor";

    private const string Result = "/// <returns>The value of the loss: a scalar, or with <see cref=\"global::TorchSharp.torch.nn.Reduction.None\"/> one value for each region.</returns>";

    // Method, type of its result, first line of its documentation, and its returns element.
    private static readonly (string Name, string Type, string Summary, string Returns)[] Methods =
    [
        ("Compute", Tensor, "Computes the loss as a tensor that can be differentiated by the logits. Hooks run.", Result),
        ("Backward", Tensor, "Computes the loss and dL/dlogits together and runs the backward pass of the network that computed the logits. Hooks run.", Result),
        ("ValueAndGradient", "global::LossDsl.LossAndGradient", "Computes the loss and its gradient dL/dlogits together, without recording a graph. Hooks run.", "/// <returns>Value and gradient, owned by the caller.</returns>"),
    ];

    /// <summary>Writes the methods.</summary>
    /// <param name="writer">The writer of the class.</param>
    /// <param name="inputs">The parameter and the documentation of each input; nothing is written if there is none.</param>
    public static void Write(CodeWriter writer, IReadOnlyList<(string Parameter, string Documentation)> inputs)
    {
        foreach (var method in inputs.Count > 0 ? Methods : [])
        {
            writer.Line().Line($"/// <summary>{method.Summary}</summary>");
            writer.Line("/// <param name=\"logits\">[B, C, ...], float32, float64, float16 or bfloat16.</param>");
            writer.Line("/// <param name=\"target\">The shape of the logits with values in [0, 1]; or class indices (for C = 1 the mask), [B, ...].</param>");
            foreach (var (parameter, documentation) in inputs)
            {
                writer.Line($"/// <param name=\"{parameter}\">{documentation}</param>");
            }

            writer.Line("/// <param name=\"annotations\">Valid pixels, precomputed maps and spacing of the target; none if null.</param>");
            writer.Line(method.Returns);
            writer.Line("/// <exception cref=\"global::System.ArgumentException\">Logits, target, inputs and annotations do not fit each other or the options; the message names both sides.</exception>");
            var parameters = string.Concat(inputs.Select(static input => $"{Tensor} {Names.ToIdentifier(input.Parameter)}, "));
            var arguments = string.Join(", ", inputs.Select(static input => Names.ToIdentifier(input.Parameter)));
            writer.Line($"public {method.Type} {method.Name}({Tensor} logits, {Tensor} target, {parameters}global::LossDsl.TargetAnnotations? annotations = null) =>").Indent();
            writer.Line($"{method.Name}(logits, target, WithInputs(annotations, {arguments}));").Outdent();
        }
    }

    /// <summary>Describes an input for documentation: its shape and its range.</summary>
    public static string Describe(InputSpec input) => Literals.ToXml((input.Per switch
    {
        "Pixel" => "Input of each pixel, [B, C, ...] or [B, 1, ...]",
        "Region" => "Input of each region, [B, C]; [C] for regions of the whole batch",
        "ClassPair" => "Input of each pair of classes, [C, C]: an element is that of a class and the label",
        "Class" => "Input of each class, [C]",
        _ => "Input of each image, [B]; a scalar for regions of the whole batch",
    }) + (input.Range is { } range ? $", in {range}." : "."));
}
