using LossDsl.Generator.Text;

namespace LossDsl.Generator.Backends.Cuda;

/// <summary>Spells names and numbers as CUDA C++.</summary>
internal static class DeviceNames
{
    /// <summary>
    /// Returns the identifier for a variable of a formula. It ends with an underscore, which no name of the runtime's device code does, so that no variable meets a keyword or
    /// another name. Letters beyond ASCII are escaped.
    /// </summary>
    public static string Spell(string name) =>
        string.Concat(name.Select(static c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' ? c.ToString() : $"u{(int)c:x4}")) + "_";

    /// <summary>Returns a literal of type double. Without a point or an exponent C++ would take it as an integer.</summary>
    public static string Spell(double value)
    {
        if (double.IsNaN(value) || double.IsInfinity(value))
        {
            return value > 0 ? "(1.0 / 0.0)" : value < 0 ? "(-1.0 / 0.0)" : "(0.0 / 0.0)";
        }

        var text = Numbers.ToCode(value);
        return text.IndexOfAny(['.', 'E']) < 0 ? text + ".0" : text;
    }

    /// <summary>Returns a literal of type bool.</summary>
    public static string Spell(bool value) => value ? "true" : "false";
}
