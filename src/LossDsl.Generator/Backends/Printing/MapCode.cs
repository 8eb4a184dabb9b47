using LossDsl.Generator.Formulas;
using LossDsl.Generator.Text;

namespace LossDsl.Generator.Backends.Printing;

/// <summary>How generated code asks for a map.</summary>
internal static class MapCode
{
    public static string Request(MapSpec map) => map.Provider is null
        ? $"{Literals.ToCode(map.Variable.Name)}, global::LossDsl.Of.{map.Of}, global::LossDsl.DistanceKind.{map.Kind}"
        : $"{Literals.ToCode(map.Variable.Name)}, global::LossDsl.Of.{map.Of}, new {map.Provider}()";
}
