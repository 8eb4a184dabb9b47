using LossDsl.Generator.Formulas;
using LossDsl.Generator.Text;

namespace LossDsl.Generator.Backends.Printing;

/// <summary>Prints the arguments with which generated code requests a map from the runtime.</summary>
internal static class MapCode
{
    /// <summary>Returns the arguments: the name of the map, its source, and the kind of distance map or a new provider.</summary>
    public static string Request(MapSpec map) => map.Provider is null
        ? $"{Literals.ToCode(map.Variable.Name)}, global::LossDsl.Of.{map.Of}, global::LossDsl.DistanceKind.{map.Kind}"
        : $"{Literals.ToCode(map.Variable.Name)}, global::LossDsl.Of.{map.Of}, new {map.Provider}()";
}
