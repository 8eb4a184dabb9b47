using LossDsl.Generator.Formulas;
using LossDsl.Generator.Text;

namespace LossDsl.Generator.Backends.Printing;

/// <summary>Prints the calls by which generated code requests maps and inputs from the runtime.</summary>
internal static class RequestCode
{
    /// <summary>Returns the assignments to the locals of all maps and inputs, e.g. <c>var quality = pixels.PixelInput("quality");</c>.</summary>
    /// <param name="spec">The loss.</param>
    /// <param name="source">The object of the runtime that has the values.</param>
    public static IEnumerable<string> Assignments(LossSpec spec, string source) =>
    [
        .. spec.Maps.Select(map => $"var {map.Variable.Name} = {source}.Map({Arguments(map)});"),
        .. spec.Inputs.Select(input => $"var {input.Variable.Name} = {source}.{input.Per}Input({Arguments(input)});"),
    ];

    /// <summary>Returns the arguments that describe each field of <see cref="LossSpec.Fields"/>, in that order.</summary>
    public static IEnumerable<string> FieldArguments(LossSpec spec) => [.. spec.Maps.Select(Arguments), .. spec.Inputs.Where(static input => input.IsPerPixel).Select(FieldArguments)];

    private static string Arguments(MapSpec map) =>
        $"{Literals.ToCode(map.Variable.Name)}, global::LossDsl.Of.{map.Of}, {(map.Provider is null ? $"global::LossDsl.DistanceKind.{map.Kind}" : $"new {map.Provider}()")}";

    private static string FieldArguments(InputSpec input) => input.IsPerClassPair ? $"{Arguments(input)}, global::LossDsl.Per.ClassPair" : Arguments(input);

    private static string Arguments(InputSpec input) => Literals.ToCode(input.Name);
}
