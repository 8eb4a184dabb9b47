using LossDsl.Generator.Collections;
using LossDsl.Generator.Diagnostics;
using LossDsl.Generator.Formulas;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generator.Frontend;

/// <summary>Reads the window of a stage from its attribute.</summary>
internal static class WindowReader
{
    private const int Gaussian = 1;
    private const int Cross = 2;
    private const int Zero = 1;
    private const int Valid = 2;
    private const int MostSide = 99;

    /// <summary>Returns the window. Reports a side, a sigma, a kernel, a padding or weights that cannot be used.</summary>
    public static LocalWindow Read(IMethodSymbol method, AttributeData data, StageKind kind, ConstantCheck constants, DiagnosticBag diagnostics)
    {
        constants.Check(data, "Sigma");
        constants.Check(data, "Weights");
        var side = data.ConstructorArguments.FirstOrDefault().Value as int? ?? 0;
        var kernel = data.ConstructorArguments.Skip(1).FirstOrDefault().Value as int? ?? 0;
        var sigma = Named(data, "Sigma").Value as double? ?? 1.5;
        var padding = Named(data, "Padding").Value as int? ?? 0;
        double[] weights = Named(data, "Weights") is { Kind: TypedConstantKind.Array, IsNull: false } array ? [.. array.Values.Select(static v => v.Value as double? ?? double.NaN)] : [];
        if (Obstacle(kind, side, kernel, sigma, padding, weights, isGiven: !Named(data, "Weights").IsNull) is { } obstacle)
        {
            diagnostics.Report(Descriptors.WrongWindow, data.ApplicationSyntaxReference?.GetSyntax().GetLocation(), method.Name, obstacle);
        }

        var isKernel = weights.Length == 0;
        return new(side, isKernel && kernel == Gaussian ? sigma : null) { IsCross = isKernel && kernel == Cross, PadsWithZero = padding == Zero, IsWhole = padding == Valid, Weights = weights.ToEquatableArray() };
    }

    private static string? Obstacle(StageKind kind, int side, int kernel, double sigma, int padding, double[] weights, bool isGiven) =>
        side % 2 != 1 || side is < 1 or > MostSide ? "must be an odd number of pixels from 1 to 99"
        : !(sigma > 0) || double.IsInfinity(sigma) ? "must have a sigma that is positive"
        : kernel is < 0 or > Cross ? "must have a kernel that Kernel names"
        : kernel == Gaussian && kind.IsWindowExtreme() ? "must be Kernel.Box or Kernel.Cross: an extreme has no weights"
        : padding is < 0 or > Valid ? "must have a padding that Padding names"
        : isGiven && weights.Length != side && weights.Length != side * side && weights.Length != side * side * side ? $"must have {Counts(side)}, not {weights.Length}"
        : Array.Exists(weights, static weight => double.IsNaN(weight) || double.IsInfinity(weight)) ? "must have finite weights"
        : null;

    private static string Counts(int side) => side == 1 ? "1 weight" : $"{side}, {side * side} or {side * side * side} weights";

    private static TypedConstant Named(AttributeData data, string name) => data.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value;
}
