using LossDsl.Generator.Backends.Printing;
using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;
using LossDsl.Generator.Rewriting;
using LossDsl.Generator.Text;

namespace LossDsl.Generator.Backends.TorchSharp;

/// <summary>Writes the plan as tensor operations: runs on every device and type, and is the reference for other backends.</summary>
internal static class TorchSharpEmitter
{
    private const string Tensor = "global::TorchSharp.torch.Tensor";
    private static readonly TensorPrinter Printer = new();
    private static readonly IReadOnlyList<Variable> Read = [Quantities.P, Quantities.Q, Quantities.Y, Quantities.PixelCount];

    public static GeneratedFile Emit(LossPlan plan) =>
        GeneratedFile.OfClass(plan.Spec.Class, "TorchSharp", "global::LossDsl.FormulaLoss", [], writer => WriteEvaluate(writer, plan));

    private static void WriteEvaluate(CodeWriter writer, LossPlan plan)
    {
        writer.Line("/// <inheritdoc/>");
        writer.Open($"protected override global::LossDsl.Evaluation.Evaluated Evaluate(global::LossDsl.Evaluation.Pixels pixels, {Tensor}? {Adjoint.Upstream.Name})");
        WriteSums(writer, plan);
        WriteValue(writer, plan);
        writer.Line().Open($"if ({Adjoint.Upstream.Name} is null)").Line("return new(value);").Close().Line();
        WriteGradient(writer, plan);
        writer.Close();
    }

    private static void WriteSums(CodeWriter writer, LossPlan plan)
    {
        foreach (var quantity in Read.Where(plan.Reads))
        {
            writer.Line($"var {quantity.Name} = pixels.{Names.ToPascalCase(quantity.Name)};");
        }

        if (plan.Sums.Count > 0)
        {
            writer.Line().Line("// Sums over the pixels of each region.");
            WriteTemps(writer, plan.PixelTemps);
            foreach (var sum in plan.Sums)
            {
                writer.Line($"var {sum.Result.Name} = pixels.Sum({Printer.Print(sum.Term)});");
            }
        }
    }

    private static void WriteValue(CodeWriter writer, LossPlan plan)
    {
        writer.Line().Line("// The value of each region.");
        WriteTemps(writer, plan.ValueTemps);
        var value = Printer.Print(plan.Value);
        writer.Line($"var value = {(plan.Value.Level == Level.Number ? $"pixels.Fill({value})" : value)};");
    }

    private static void WriteGradient(CodeWriter writer, LossPlan plan)
    {
        if (plan.Adjoints.Count == 0)
        {
            writer.Line("// The formula does not depend on the prediction.");
            writer.Line("return new(value, pixels.Spread(pixels.Fill(0)));");
            return;
        }

        writer.Line("// The derivative by each sum.");
        WriteTemps(writer, plan.AdjointTemps);
        foreach (var adjoint in plan.Adjoints)
        {
            writer.Line($"var {adjoint.Variable.Name} = {Printer.Print(adjoint.Value)};");
        }

        writer.Line().Line($"// dL/dp = {Printer.Print(plan.GradProbs)}");
        foreach (var coefficient in plan.Coefficients)
        {
            writer.Line($"var {coefficient.Variable.Name} = pixels.Spread({Printer.Print(coefficient.Value)});");
        }

        writer.Line($"return new(value, {Printer.Print(plan.GradProbs)});");
    }

    private static void WriteTemps(CodeWriter writer, EquatableArray<Temp> temps)
    {
        foreach (var temp in temps)
        {
            writer.Line($"var {temp.Variable.Name} = {Printer.Print(temp.Value)};");
        }
    }
}
