using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;

namespace LossDsl.Generator.Backends.Pixels;

/// <summary>Writes the documentation of a pass: what its kernel reads, what it reduces, stores or writes, and how many operations it takes per pixel.</summary>
internal static class PassText
{
    public static string Describe(KernelPass kernel, KernelPlan plan)
    {
        var pass = kernel.Pass;
        string[] read =
        [
            kernel.Predictions == PredictionSource.Read ? "kept p" : "logits",
            .. Quantities.Contributions.Append(Quantities.Y).Any(pass.Reads) ? ["target"] : Array.Empty<string>(),
            .. kernel.Fields.Select(static field => field.Name),
            .. pass.AddsToGradient ? ["the gradient"] : Array.Empty<string>(),
        ];
        string[] made =
        [
            .. pass.Reductions.Count > 0 ? [$"reduces {string.Join(", ", pass.Reductions.Select(static step => step.Result.Name))}"] : Array.Empty<string>(),
            .. kernel.Predictions == PredictionSource.Kept ? ["keeps p"] : Array.Empty<string>(),
            .. pass.Filters.Count > 0 ? [$"keeps the terms of the {(pass.Filters.Any(static step => step.Window is not null) ? "windows" : "fields")} {string.Join(", ", pass.Filters.Select(static step => step.Result.Name))}"] : Array.Empty<string>(),
            .. pass.Gradient is not null ? [DescribeGradient(pass, plan)] : Array.Empty<string>(),
        ];
        return $"Pass {pass.Number} of {plan.Passes.Count} over the pixels: reads {string.Join(", ", read)}; {string.Join(", ", made)}. {OperationCount.Count(pass)} operations a pixel beside the activation.";
    }

    private static string DescribeGradient(Pass pass, KernelPlan plan) =>
        pass.AddsToGradient ? "adds the rest of the gradient"
        : plan.Passes.Any(static kernel => kernel.Pass.AddsToGradient) ? "writes the part of the gradient that waits for no sum"
        : "writes the gradient";
}
