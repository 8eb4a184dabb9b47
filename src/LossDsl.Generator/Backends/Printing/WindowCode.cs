using LossDsl.Generator.Formulas;
using LossDsl.Generator.Text;

namespace LossDsl.Generator.Backends.Printing;

/// <summary>How generated code asks for a window.</summary>
internal static class WindowCode
{
    public static string Arguments(LocalWindow window) => window.Sigma is { } sigma ? $"{window.Side}, sigma: {Numbers.ToCode(sigma)}" : $"{window.Side}";
}
