using LossDsl.Generator.Formulas;
using LossDsl.Generator.Text;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generator.Frontend;

/// <summary>Reads inputs from parameters marked with <c>[Input]</c>, or with a <c>[Map]</c> that names no provider.</summary>
internal static class InputReader
{
    // Parameters of the generated methods that take inputs.
    private static readonly string[] Taken = ["logits", "target", "annotations"];

    /// <summary>Whether an attribute of the parameter asks for an input.</summary>
    public static bool IsMarked(IParameterSymbol parameter) => Attribute(parameter) is not null;

    /// <summary>Whether the generated methods that take inputs have another parameter of this name.</summary>
    public static bool IsTaken(string name) => Taken.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads the input of a parameter. Returns null if no attribute of the parameter asks for one.</summary>
    public static InputSpec? Read(IParameterSymbol parameter)
    {
        if (Attribute(parameter) is not { } attribute)
        {
            return null;
        }

        var per = attribute.ConstructorArguments is [var argument] ? MapReader.Member(argument) : "Pixel";
        return new(new(Names.ToLocal(parameter.Name), LevelOf(per)), per, parameter.FindAttribute(SymbolNames.RangeAttribute) is { } range ? HyperparameterReader.Range(range) : null);
    }

    /// <summary>Returns the reason why a parameter cannot be an input, or null if it can.</summary>
    /// <param name="parameter">A parameter that asks for an input.</param>
    /// <param name="input">The input as read.</param>
    /// <param name="stage">The method with the parameter.</param>
    /// <param name="meaning">The description of the quantity or stage that already has the name of the parameter; null if the name is free.</param>
    public static string? Obstacle(IParameterSymbol parameter, InputSpec input, StageMethod stage, string? meaning) =>
        meaning is not null ? $"its name means {meaning}; rename the parameter"
        : IsTaken(parameter.Name) ? "the generated methods have a parameter of that name for something else; rename the parameter"
        : parameter.HasExplicitDefaultValue ? "it has a default value; remove the default, or remove the attribute to make it a hyperparameter"
        : MapReader.IsMarked(parameter) ? "it has the attribute of a map too; keep one"
        : input.Per.Length == 0 ? "its attribute names no member of Per"
        : parameter.FindAttribute(SymbolNames.RangeAttribute) is not null && input.Range is null ? "its range must be two numbers, the smaller first"
        : input.IsPerPixel && !stage.IsEvaluatedPerPixel ? $"'{stage.Symbol.Name}' is evaluated for each region, the input has a value for each pixel; read the input in a stage over pixels, or state its level, as in [Input(Per.Region)]"
        : null;

    private static AttributeData? Attribute(IParameterSymbol parameter) =>
        parameter.FindAttribute(SymbolNames.InputAttribute)
        ?? (parameter.FindAttribute(SymbolNames.MapAttribute) is { AttributeConstructor.Parameters.IsEmpty: true } map ? map : null);

    private static Level LevelOf(string per) => per switch
    {
        "Region" or "Class" => Level.Region,
        "Image" => Level.Image,
        _ => Level.Pixel,
    };
}
