using LossDsl.Generator.Formulas;
using LossDsl.Generator.Text;

namespace LossDsl.Generator.Backends.Printing;

/// <summary>Prints the window with which generated code calls a filter.</summary>
internal static class WindowCode
{
    /// <summary>Returns an expression that creates the window.</summary>
    public static string Create(LocalWindow window)
    {
        var sigma = window.Sigma is { } given ? $", sigma: {Numbers.ToCode(given)}" : "";
        var weights = window.Weights.Count > 0 ? $", weights: new double[] {{ {string.Join(", ", window.Weights.Select(Numbers.ToCode))} }}" : "";
        return $"new global::LossDsl.CompilerServices.LocalWindow({window.Side}{sigma}{weights}{(window.IsCross ? ", isCross: true" : "")}{(window.PadsWithZero ? ", padsWithZero: true" : "")})";
    }
}
