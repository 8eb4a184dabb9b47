using LossDsl.Generator.Formulas;
using LossDsl.Generator.Text;

namespace LossDsl.Generator.Backends.Printing;

/// <summary>Prints calls of filters in generated code.</summary>
internal static class FilterCode
{
    /// <summary>Returns a call: the name of the filter, its arguments, and the provider of a field or a window.</summary>
    /// <param name="filter">The name.</param>
    /// <param name="arguments">The terms and numbers of the filter, printed.</param>
    /// <param name="window">The window, or null.</param>
    /// <param name="provider">The type that computes a field, or null.</param>
    public static string Call(string filter, IEnumerable<string> arguments, LocalWindow? window, string? provider)
    {
        string[] behind = provider is not null ? [$"new {provider}()"] : window is not null ? [Create(window)] : [];
        return $"{filter}({string.Join(", ", arguments.Concat(behind))})";
    }

    private static string Create(LocalWindow window)
    {
        var sigma = window.Sigma is { } given ? $", sigma: {Numbers.ToCode(given)}" : "";
        var weights = window.Weights.Count > 0 ? $", weights: new double[] {{ {string.Join(", ", window.Weights.Select(Numbers.ToCode))} }}" : "";
        return $"new global::LossDsl.CompilerServices.LocalWindow({window.Side}{sigma}{weights}{(window.IsCross ? ", isCross: true" : "")}{(window.PadsWithZero ? ", padsWithZero: true" : "")})";
    }
}
