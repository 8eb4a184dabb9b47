using LossDsl.Generator.Formulas;
using LossDsl.Generator.Text;

namespace LossDsl.Generator.Backends.Printing;

/// <summary>Prints the arguments with which generated code calls a filter, behind its terms.</summary>
internal static class FilterCode
{
    /// <summary>Returns the arguments: the provider of a field, or a window.</summary>
    public static string Arguments(LocalWindow? window, string? provider) => provider is null ? Create(window!) : $"new {provider}()";

    private static string Create(LocalWindow window)
    {
        var sigma = window.Sigma is { } given ? $", sigma: {Numbers.ToCode(given)}" : "";
        var weights = window.Weights.Count > 0 ? $", weights: new double[] {{ {string.Join(", ", window.Weights.Select(Numbers.ToCode))} }}" : "";
        return $"new global::LossDsl.CompilerServices.LocalWindow({window.Side}{sigma}{weights}{(window.IsCross ? ", isCross: true" : "")}{(window.PadsWithZero ? ", padsWithZero: true" : "")})";
    }
}
