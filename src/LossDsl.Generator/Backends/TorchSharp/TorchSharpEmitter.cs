using LossDsl.Generator.Backends.Printing;
using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;
using LossDsl.Generator.Text;

namespace LossDsl.Generator.Backends.TorchSharp;

/// <summary>Writes a lowered loss as TorchSharp tensor operations. The result runs on every device and type, and is the reference for the other backends.</summary>
internal static class TorchSharpEmitter
{
    private const string Services = "global::LossDsl.CompilerServices";
    private static readonly TensorPrinter Printer = new();

    public static GeneratedFile Emit(LossPlan plan) =>
        GeneratedFile.WriteClass(plan.Spec.Class, "TorchSharp", "global::LossDsl.FormulaLoss", [], writer => WriteEvaluate(writer, plan, "Evaluate"));

    /// <summary>Writes the values of pixels as TorchSharp tensor operations, for a loss that is a mean or sum over pixels.</summary>
    /// <param name="plan">The plan of the pixel values.</param>
    public static GeneratedFile EmitPixelValues(LossPlan plan) =>
        GeneratedFile.WriteClass(plan.Spec.Class, "PixelValues", null, [], writer => WriteEvaluate(writer, plan, "EvaluatePixels"));

    private static void WriteEvaluate(CodeWriter writer, LossPlan plan, string method)
    {
        writer.Line("/// <inheritdoc/>");
        writer.Open($"protected override {Services}.FormulaResult {method}({Services}.Pixels pixels, {Services}.Field? {LossPlan.Upstream.Name})");
        WriteGiven(writer, plan);
        WriteForward(writer, plan);
        writer.Line().Open($"if ({LossPlan.Upstream.Name} is null)").Line("return new(value);").Close().Line();
        WriteBackward(writer, plan);
        writer.Close();
    }

    private static void WriteGiven(CodeWriter writer, LossPlan plan)
    {
        IReadOnlyList<Variable> given = [.. Quantities.RuntimeInputs.Where(plan.Reads)];
        foreach (var quantity in given)
        {
            writer.Line($"var {quantity.Name} = pixels.{Names.ToPascalCase(quantity.Name)};");
        }

        foreach (var assignment in RequestCode.Assignments(plan.Spec, "pixels"))
        {
            writer.Line(assignment);
        }

        if (given.Count + plan.Spec.Maps.Count + plan.Spec.Inputs.Count > 0)
        {
            writer.Line();
        }
    }

    private static void WriteForward(CodeWriter writer, LossPlan plan)
    {
        var level = plan.Spec.Formula.Result.Level == Level.Pixel ? Level.Pixel : Level.Image;
        writer.Line($"// The value of {(level == Level.Pixel ? "each pixel" : plan.IsPerBatch ? "the batch" : plan.IsPerImage ? "each image" : "each region")}.");
        WriteForwardSteps(writer, plan);
        writer.Line($"var value = {AtLeast(level, plan.Value)};");
    }

    private static void WriteBackward(CodeWriter writer, LossPlan plan)
    {
        if (plan.Gradient.ByLogOdds is not { } byLogOdds || plan.Gradient.ByProbability is not { } byProbability)
        {
            writer.Line(plan.Gradient.ByInput is null ? "// The formula does not depend on the prediction." : "// The gradient of each pixel.");
            WriteSteps(writer, plan.Backward);
            writer.Line($"return new(value, {AtLeast(Level.Pixel, 0)}{ByInput(plan)});");
            return;
        }

        writer.Line("// The gradient of each pixel: by the log-odds of p, or by p itself where the input is a probability.");
        WriteSteps(writer, plan.Backward);
        writer.Line("var gradient = pixels.AreProbabilities").Indent();
        writer.Line($"? {AtLeast(Level.Pixel, byProbability)}");
        writer.Line($": {AtLeast(Level.Pixel, byLogOdds)};").Outdent();
        writer.Line($"return new(value, gradient{ByInput(plan)});");
    }

    private static string ByInput(LossPlan plan) => plan.Gradient.ByInput is { } byInput ? $", {AtLeast(Level.Pixel, byInput)}" : "";

    // Under create_graph autograd differentiates the recorded operations: the result of a stopped stage must be a constant there.
    private static void WriteForwardSteps(CodeWriter writer, LossPlan plan)
    {
        HashSet<Variable> stopped = [.. plan.Stages.Where(static stage => stage.IsStopped).Select(static stage => stage.Result)];
        foreach (var step in plan.Forward)
        {
            writer.Line($"var {step.Result.Name} = {(stopped.Contains(step.Result) ? $"{Primary(step)}.detach()" : Kept(step))};");
        }
    }

    private static void WriteSteps(CodeWriter writer, EquatableArray<Step> steps)
    {
        foreach (var step in steps)
        {
            writer.Line($"var {step.Result.Name} = {Kept(step)};");
        }
    }

    // A result of pixels that is read several times must not be overwritten by the operation that reads it first.
    private static string Kept(Step step) => step is { Kind: StepKind.Assign, Term: Apply { Level: Level.Pixel } } ? $"{Primary(step)}.Keep()" : Print(step);

    private static string Primary(Step step) => step.Kind == StepKind.Assign && step.Term.Level == step.Result.Level ? Printer.PrintPrimary(step.Term) : Print(step);

    private static string Print(Step step) => step.Kind switch
    {
        StepKind.Assign => AtLeast(step.Result.Level, step.Term),
        StepKind.Share when step.Result.Level == Level.Pixel => $"pixels.Share({AtLeast(Level.Pixel, step.Term)}, {step.Extreme!.Name})",
        StepKind.Share => $"pixels.{(step.Result.Level == Level.Region ? "Class" : "Batch")}Share({AtLeast(Level.Image, step.Term)}, {step.Extreme!.Name})",
        StepKind.Top or StepKind.TopShare => $"pixels.{step.Kind}({AtLeast(Level.Pixel, step.Term)}, {Printer.Print(step.Second!)})",
        StepKind.Above or StepKind.Below => $"pixels.{step.Kind}({AtLeast(Level.Pixel, step.Term)}, {AtLeast(Level.Pixel, step.Second!)})",
        StepKind.PixelClassShare => $"pixels.{step.Kind}({AtLeast(Level.Pixel, step.Term)}, {step.Extreme!.Name})",
        _ when step.IsFilter => $"pixels.{FilterCode.Call($"{step.Kind}", step.Terms.Select(static term => AtLeast(Level.Pixel, term)), step.Window, step.Provider)}",
        _ => $"pixels.{step.Kind}({AtLeast(Level.Image, step.Term)})",
    };

    // Generated code needs a tensor at least of the level: a number becomes a tensor, and a region value takes the type of the pixels.
    private static string AtLeast(Level level, Expr expression)
    {
        var text = Printer.Print(expression);
        var perRegion = expression.Level == Level.Fixed ? $"pixels.Fill({text})" : text;
        return level == Level.Pixel && expression.Level < Level.Pixel ? $"pixels.Spread({perRegion})" : perRegion;
    }
}
