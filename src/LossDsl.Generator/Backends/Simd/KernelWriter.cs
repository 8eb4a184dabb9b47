using LossDsl.Generator.Backends.Pixels;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;
using LossDsl.Generator.Text;

namespace LossDsl.Generator.Backends.Simd;

/// <summary>Writes one pass as a kernel: a generic struct over lanes that the runtime's loops call for every lane of pixels.</summary>
internal sealed class KernelWriter
{
    private const string Kernels = "global::LossDsl.CompilerServices";
    private const string Inline = "[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]";

    private readonly Pass pass;
    private readonly PixelProgram program;
    private readonly IReadOnlyList<Variable> fields;
    private readonly bool isGradientOptional;
    private readonly PredictionSource predictions;
    private readonly LanePrinter printer;

    /// <param name="kernel">The pass with its pixel program.</param>
    public KernelWriter(KernelPass kernel)
    {
        (pass, program, fields, predictions, isGradientOptional) = kernel;
        printer = new(program.IsCondition);
    }

    public void Write(CodeWriter writer, string documentation)
    {
        writer.Line($"/// <summary>{documentation}</summary>");
        writer.Open($"private readonly struct GeneratedPass{pass.Number} : {Kernels}.IPass");
        WriteFacts(writer);
        writer.Open($"public static void Accept<TLane, TVisitor>(ref TVisitor visitor){Where("TLane", "global::LossDsl.CompilerServices.ILane<TLane>")}{Where("TVisitor", $"{Kernels}.IKernelVisitor<TLane>")}");
        writer.Line("visitor.Visit<Kernel<TLane>>();").Close().Line();
        writer.Open($"private struct Kernel<TLane> : {Kernels}.IKernel<Kernel<TLane>, TLane>{Where("TLane", "global::LossDsl.CompilerServices.ILane<TLane>")}");
        KernelFields.Write(writer, program);
        WriteReads(writer);
        writer.Line(Inline);
        writer.Line(KernelFields.Create(program)).Line();
        WriteRun(writer);
        WriteFlush(writer);
        writer.Close().Close();
    }

    private static string Where(string parameter, string constraint) => $"\n    where {parameter} : struct, {constraint}";

    private void WriteFacts(CodeWriter writer)
    {
        if (program.Reductions.Count > 0)
        {
            writer.Line($"public static global::System.ReadOnlySpan<{Kernels}.ReductionKind> Results => new {Kernels}.ReductionKind[] {{ {string.Join(", ", program.Reductions.Select(static step => $"{Kernels}.ReductionKind.{Accumulator.KindOf(step)}"))} }};").Line();
        }

        if (program.StoredTerms.Count > 0)
        {
            writer.Line($"public static int Kept => {program.StoredTerms.Count};").Line();
        }

        if (program.Gradient is not null)
        {
            writer.Line("public static bool HasGradient => true;").Line();
        }

        if (pass.AddsToGradient)
        {
            writer.Line("public static bool AddsToGradient => true;").Line();
        }

        if (predictions != PredictionSource.Computed)
        {
            writer.Line($"public static {Kernels}.PredictionSource PredictionSource => {Kernels}.PredictionSource.{predictions};").Line();
        }
    }

    private void WriteReads(CodeWriter writer)
    {
        string[] reads = [.. pass.RequiredPredictions.Select(static q => $"{Kernels}.Reads.{Names.ToPascalCase(q.Name)}")];
        writer.Line($"public static {Kernels}.Reads Reads => {(reads.Length == 0 ? $"{Kernels}.Reads.Nothing" : string.Join(" | ", reads))};").Line();
    }

    private void WriteRun(CodeWriter writer)
    {
        writer.Line(Inline);
        writer.Open($"public void Run<TPixel>(TPixel pixel){Where("TPixel", $"{Kernels}.IPixel<TLane>")}");
        foreach (var quantity in Quantities.RuntimeInputs.Where(static q => q.Level == Level.Pixel).Where(pass.Reads))
        {
            writer.Line($"var {quantity.Name} = pixel.{Names.ToPascalCase(quantity.Name)};");
        }

        for (var i = 0; i < fields.Count; i++)
        {
            writer.Line($"var {fields[i].Name} = pixel.Field({i});");
        }

        foreach (var step in program.Pixel)
        {
            writer.Line($"var {step.Result.Name} = {printer.Print(step.Term)};");
        }

        foreach (var step in program.Reductions)
        {
            WriteReduction(writer, step);
        }

        for (var i = 0; i < program.StoredTerms.Count; i++)
        {
            writer.Line($"pixel.Keep({i}, {printer.Print(program.StoredTerms[i])});");
        }

        if (program.Gradient is { } gradient)
        {
            WriteGradient(writer, gradient);
        }

        writer.Close().Line();
    }

    private void WriteReduction(CodeWriter writer, Step step)
    {
        var name = step.Result.Name;
        if (Accumulator.KindOf(step) == AccumulatorKind.Sum && step.Term is Apply { Op: var op, Arguments: [var negated] } && op == Arithmetic.Negate)
        {
            writer.Line($"{name} -= pixel.Masked({printer.Print(negated)});");
            return;
        }

        var term = printer.Print(step.Term);
        writer.Line(Accumulator.KindOf(step) switch
        {
            AccumulatorKind.Largest => $"{name} = global::LossDsl.CompilerServices.Lane.Max({name}, pixel.Masked({term}, double.NegativeInfinity));",
            AccumulatorKind.Smallest => $"{name} = global::LossDsl.CompilerServices.Lane.Min({name}, pixel.Masked({term}, double.PositiveInfinity));",
            _ => $"{name} += pixel.Masked({term});",
        });
    }

    private void WriteGradient(CodeWriter writer, PixelGradient gradient)
    {
        if (isGradientOptional)
        {
            writer.Open("if (TPixel.WantsGradient)");
        }

        var ofInput = gradient.ByInput is { } byInput ? $", {Lane(byInput)}" : "";
        if (gradient.ByLogOdds is { } byLogOdds && gradient.ByProbability is { } byProbability)
        {
            writer.Line("var gradient = TPixel.AreProbabilities").Indent();
            writer.Line($"? {Lane(byProbability)}");
            writer.Line($": {Lane(byLogOdds)};").Outdent();
            writer.Line($"pixel.WriteGradient(gradient{ofInput});");
        }
        else
        {
            writer.Line($"pixel.WriteGradient(TLane.Zero{ofInput});");
        }

        if (isGradientOptional)
        {
            writer.Close();
        }
    }

    private string Lane(Expr expression) => expression is Constant ? $"TLane.Broadcast({printer.Print(expression)})" : printer.Print(expression);

    private void WriteFlush(CodeWriter writer)
    {
        writer.Line(Inline);
        writer.Open("public void Flush(global::System.Span<double> results)");
        for (var i = 0; i < program.Reductions.Count; i++)
        {
            var step = program.Reductions[i];
            var name = step.Result.Name;
            writer.Line(Accumulator.KindOf(step) switch
            {
                AccumulatorKind.Largest => $"results[{i}] = global::System.Math.Max(results[{i}], TLane.Largest({name}));",
                AccumulatorKind.Smallest => $"results[{i}] = global::System.Math.Min(results[{i}], TLane.Smallest({name}));",
                _ => $"results[{i}] += TLane.Sum({name});",
            });
            writer.Line($"{name} = TLane.Broadcast({KernelFields.Identity(Accumulator.KindOf(step))});");
        }

        writer.Close();
    }
}
