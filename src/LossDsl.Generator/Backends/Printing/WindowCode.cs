using LossDsl.Generator.Formulas;
using LossDsl.Generator.Text;

namespace LossDsl.Generator.Backends.Printing;

/// <summary>Prints the arguments with which generated code calls a local mean, its adjoint, a variance or a covariance.</summary>
internal static class WindowCode
{
    /// <summary>Returns the arguments: the side in pixels and, for a Gaussian window, its standard deviation.</summary>
    public static string Arguments(LocalWindow window) => window.Sigma is { } sigma ? $"{window.Side}, sigma: {Numbers.ToCode(sigma)}" : $"{window.Side}";
}
