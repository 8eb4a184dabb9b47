using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using LossDsl.Cuda;

namespace LossDsl.GpuCheck.Export;

/// <summary>The layout of <see cref="CallArguments"/> in JSON: offset, type and value of each field. A pointer has the name of a buffer, which the runner allocates, in place of a value.</summary>
internal static class ArgumentFields
{
    private const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public;

    /// <summary>Describes all fields but the addresses of maps and stored terms, which are 0.</summary>
    /// <param name="arguments">Arguments of the call.</param>
    /// <param name="buffers">Buffer and offset in bytes of each pointer that is not null, by the name of the field.</param>
    public static JsonArray Describe(CallArguments arguments, IReadOnlyDictionary<string, (string Buffer, long Offset)> buffers)
    {
        object boxed = arguments;
        var fields = new JsonArray();
        foreach (var field in typeof(CallArguments).GetFields(Instance).Where(field => IsNumber(field.FieldType) || buffers.ContainsKey(field.Name)))
        {
            var described = new JsonObject { ["name"] = field.Name, ["offset"] = (long)Marshal.OffsetOf<CallArguments>(field.Name), ["type"] = TypeName(field.FieldType) };
            if (buffers.TryGetValue(field.Name, out var target))
            {
                (described["buffer"], described["at"]) = (target.Buffer, target.Offset);
            }
            else
            {
                described["value"] = Value(field.GetValue(boxed)!);
            }

            fields.Add((JsonNode)described);
        }

        return fields;
    }

    private static bool IsNumber(Type type) => type == typeof(long) || type == typeof(int) || type == typeof(double);

    private static string TypeName(Type type) => type == typeof(long) ? "int64" : type == typeof(int) ? "int32" : type == typeof(double) ? "float64" : "pointer";

    private static JsonNode Value(object value) => value switch { long number => number, int number => number, _ => (double)value };
}
