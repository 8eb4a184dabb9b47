using LossDsl.Generator.Backends.Printing;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;
using LossDsl.Generator.Text;

namespace LossDsl.Generator.Backends.Simd;

/// <summary>Writes the plan as passes over the pixels, each one kernel, with the arithmetic of regions between them.</summary>
internal sealed class SimdEmitter
{
    private const string Services = "global::LossDsl.CompilerServices";
    private static readonly RegionPrinter Printer = new();

    private readonly LossPlan plan;
    private readonly PassSchedule schedule;
    private readonly IReadOnlyList<Variable> fields;
    private readonly IReadOnlyList<(Pass Pass, PixelProgram Program)> passes;

    private SimdEmitter(LossPlan plan)
    {
        this.plan = plan;
        schedule = Scheduler.CreateSchedule(plan);
        fields = [.. plan.Spec.Maps.Select(static map => map.Variable), .. schedule.Passes.SelectMany(static pass => pass.Filters).Select(static step => step.Result)];
        IReadOnlyList<Variable> ofPixels = [.. Quantities.RuntimeInputs.Where(static q => q.Level == Level.Pixel), .. fields];
        passes = [.. schedule.Passes.Select(pass => (pass, new PixelProgram(pass, ofPixels.Concat(pass.Pixel.Select(static step => step.Result)))))];
    }

    public static GeneratedFile Emit(LossPlan plan) => GeneratedFile.OfClass(plan.Spec.Class, "Simd", null, [], new SimdEmitter(plan).Write);

    private void Write(CodeWriter writer)
    {
        writer.Line("/// <inheritdoc/>").Line("protected override bool HasKernels => true;").Line();
        WriteEvaluate(writer);
        foreach (var (pass, program) in passes)
        {
            writer.Line();
            new KernelWriter(pass, program, Fields(pass), pass.Number <= schedule.ValueAfter, schedule.PredictionSourceOf(pass)).Write(writer, Documentation(pass));
        }
    }

    private void WriteEvaluate(CodeWriter writer)
    {
        writer.Line("/// <inheritdoc/>");
        writer.Open($"protected override {Services}.RegionValues Evaluate({Services}.ImageGroup images)");
        WriteGiven(writer);
        for (var done = 0; done < schedule.Phases.Count; done++)
        {
            WriteRegions(writer, schedule.Phases[done]);
            if (done == schedule.ValueAfter)
            {
                WriteValue(writer, isLast: done >= passes.Count);
            }

            if (schedule.Phases[done].Pass is { } pass)
            {
                WritePass(writer, pass, passes[done].Program);
            }
        }

        writer.Line("return value;").Close();
    }

    private void WriteGiven(CodeWriter writer)
    {
        var needsDivisor = schedule.Passes.Any(static pass => pass.Reductions.Any(static step => step.Kind == StepKind.Mean));
        IReadOnlyList<Variable> given =
        [
            .. Quantities.RuntimeInputs.Where(quantity => quantity.Level != Level.Pixel && (plan.Reads(quantity) || (needsDivisor && quantity.Equals(Quantities.Divisor)))),
            .. plan.Reads(LossPlan.Upstream) ? [LossPlan.Upstream] : Array.Empty<Variable>(),
        ];
        foreach (var quantity in given)
        {
            writer.Line($"var {quantity.Name} = images.{Names.ToPascalCase(quantity.Name)};");
        }

        foreach (var map in plan.Spec.Maps)
        {
            writer.Line($"var {map.Variable.Name} = images.Map({MapCode.Request(map)});");
        }
    }

    private static void WriteRegions(CodeWriter writer, Phase phase)
    {
        foreach (var step in phase.Regions)
        {
            var text = Printer.Print(step.Term);
            writer.Line(step.Kind == StepKind.Assign
                ? $"{(step.Term.Level == Level.Fixed ? $"{Services}.RegionValues" : "var")} {step.Result.Name} = {text};"
                : $"var {step.Result.Name} = images.{step.Kind}({text});");
        }
    }

    private void WriteValue(CodeWriter writer, bool isLast)
    {
        writer.Line($"{Services}.RegionValues value = {Printer.Print(plan.Value)};");
        if (!isLast)
        {
            writer.Line().Open("if (!images.WantsGradient)").Line("return value;").Close().Line();
        }
    }

    private void WritePass(CodeWriter writer, Pass pass, PixelProgram program)
    {
        var coefficients = string.Join(", ", program.Coefficients.Select(static c => Printer.Print(c.Value)));
        var read = string.Concat(Fields(pass).Select(static field => $", {field.Name}"));
        var call = $"images.Run<GeneratedPass{pass.Number}>({(coefficients.Length == 0 ? $"global::System.Array.Empty<{Services}.RegionValues>()" : $"new {Services}.RegionValues[] {{ {coefficients} }}")}{read});";
        writer.Line(pass.Reductions.Count + pass.Filters.Count > 0 ? $"var pass{pass.Number} = {call}" : call);
        for (var i = 0; i < pass.Reductions.Count; i++)
        {
            var step = pass.Reductions[i];
            writer.Line($"var {step.Result.Name} = pass{pass.Number}[{i}]{(step.Kind == StepKind.Mean ? $" / {Quantities.Divisor.Name}" : "")};");
        }

        for (var i = 0; i < pass.Filters.Count; i++)
        {
            var step = pass.Filters[i];
            writer.Line($"var {step.Result.Name} = images.{step.Kind}(pass{pass.Number}.Field({i}), {WindowCode.Arguments(step.Window!)});");
        }
    }

    private IReadOnlyList<Variable> Fields(Pass pass) => [.. fields.Where(pass.Reads)];

    private string Documentation(Pass pass)
    {
        var predictions = schedule.PredictionSourceOf(pass);
        string[] read =
        [
            predictions == PredictionSource.Read ? "kept p" : "logits",
            .. Quantities.Contributions.Append(Quantities.Y).Any(pass.Reads) ? ["target"] : Array.Empty<string>(),
            .. Fields(pass).Select(static field => field.Name),
            .. pass.AddsToGradient ? ["the gradient"] : Array.Empty<string>(),
        ];
        string[] made =
        [
            .. pass.Reductions.Count > 0 ? [$"reduces {string.Join(", ", pass.Reductions.Select(static step => step.Result.Name))}"] : Array.Empty<string>(),
            .. predictions == PredictionSource.Kept ? ["keeps p"] : Array.Empty<string>(),
            .. pass.Filters.Count > 0 ? [$"keeps what {string.Join(", ", pass.Filters.Select(static step => step.Result.Name))} average"] : Array.Empty<string>(),
            .. pass.Gradient is not null ? [GradientDocumentation(pass)] : Array.Empty<string>(),
        ];
        return $"Pass {pass.Number} of {passes.Count} over the pixels: reads {string.Join(", ", read)}; {string.Join(", ", made)}. {OperationCount.Count(pass)} operations a pixel beside the activation.";
    }

    private string GradientDocumentation(Pass pass) =>
        pass.AddsToGradient ? "adds the rest of the gradient"
        : passes.Any(static p => p.Pass.AddsToGradient) ? "writes the part of the gradient that is known by now"
        : "writes the gradient";
}
