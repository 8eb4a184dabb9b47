using LossDsl.Generator.Formulas;
using LossDsl.Generator.Text;

namespace LossDsl.Generator.Backends.Printing;

/// <summary>Prints the arguments with which generated code calls a filter, behind its terms.</summary>
internal static class FilterCode
{
    /// <summary>Returns the arguments: the provider of a field; or the side of a window in pixels and, for a Gaussian, its standard deviation.</summary>
    public static string Arguments(LocalWindow? window, string? provider) => provider is null ? Arguments(window!) : $"new {provider}()";

    private static string Arguments(LocalWindow window) => window.Sigma is { } sigma ? $"{window.Side}, sigma: {Numbers.ToCode(sigma)}" : $"{window.Side}";
}
