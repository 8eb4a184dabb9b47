using LossDsl.Generator.Backends.Pixels;
using LossDsl.Generator.Backends.Printing;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;
using LossDsl.Generator.Text;

namespace LossDsl.Generator.Backends.Regions;

/// <summary>
/// Writes the host side of a kernel backend: the method that runs the passes over a group of images, with the arithmetic on region values between them, in float64.
/// </summary>
internal sealed class RegionEmitter
{
    private const string Services = "global::LossDsl.CompilerServices";
    private static readonly RegionPrinter Printer = new();

    private readonly KernelPlan plan;

    private RegionEmitter(KernelPlan plan) => this.plan = plan;

    public static void Write(CodeWriter writer, KernelPlan plan) => new RegionEmitter(plan).Write(writer);

    private void Write(CodeWriter writer)
    {
        writer.Line("/// <inheritdoc/>");
        writer.Open($"protected override {Services}.RegionValues Evaluate({Services}.ImageGroup images)");
        WriteInputs(writer);
        for (var done = 0; done < plan.Schedule.Phases.Count; done++)
        {
            WriteSteps(writer, plan.Schedule.Phases[done]);
            if (done == plan.Schedule.ValueAfter)
            {
                WriteValue(writer, isLast: done >= plan.Passes.Count);
            }

            if (done < plan.Passes.Count)
            {
                WritePass(writer, plan.Passes[done]);
            }
        }

        writer.Line("return value;").Close();
    }

    private void WriteInputs(CodeWriter writer)
    {
        var needsDivisor = plan.Passes.Any(static kernel => kernel.Pass.Reductions.Any(static step => step.Kind == StepKind.Mean));
        IReadOnlyList<Variable> inputs =
        [
            .. Quantities.RuntimeInputs.Where(quantity => quantity.Level != Level.Pixel && (plan.Loss.Reads(quantity) || (needsDivisor && quantity.Equals(Quantities.Divisor)))),
            .. plan.Loss.Reads(LossPlan.Upstream) ? [LossPlan.Upstream] : Array.Empty<Variable>(),
        ];
        foreach (var quantity in inputs)
        {
            writer.Line($"var {quantity.Name} = images.{Names.ToPascalCase(quantity.Name)};");
        }

        foreach (var assignment in RequestCode.Assignments(plan.Loss.Spec, "images"))
        {
            writer.Line(assignment);
        }
    }

    private static void WriteSteps(CodeWriter writer, Phase phase)
    {
        foreach (var step in phase.RegionSteps)
        {
            var text = Printer.Print(step.Term);
            writer.Line(step.Kind == StepKind.Assign
                ? $"{(step.Term.Level == Level.Fixed ? $"{Services}.RegionValues" : "var")} {step.Result.Name} = {text};"
                : $"var {step.Result.Name} = images.{step.Kind}({text});");
        }
    }

    private void WriteValue(CodeWriter writer, bool isLast)
    {
        writer.Line($"{Services}.RegionValues value = {Printer.Print(plan.Loss.Value)};");
        if (!isLast)
        {
            writer.Line().Open("if (!images.WantsGradient)").Line("return value;").Close().Line();
        }
    }

    private static void WritePass(CodeWriter writer, KernelPass kernel)
    {
        var pass = kernel.Pass;
        var coefficients = string.Join(", ", kernel.Program.Coefficients.Select(static c => Printer.Print(c.Value)));
        var read = string.Concat(kernel.Fields.Select(static field => $", {field.Name}"));
        var call = $"images.Run<GeneratedPass{pass.Number}>({(coefficients.Length == 0 ? $"global::System.Array.Empty<{Services}.RegionValues>()" : $"new {Services}.RegionValues[] {{ {coefficients} }}")}{read});";
        writer.Line(pass.Reductions.Count + pass.Filters.Count > 0 ? $"var pass{pass.Number} = {call}" : call);
        for (var i = 0; i < pass.Reductions.Count; i++)
        {
            var step = pass.Reductions[i];
            writer.Line($"var {step.Result.Name} = pass{pass.Number}[{i}]{(step.Kind == StepKind.Mean ? $" / {Quantities.Divisor.Name}" : "")};");
        }

        foreach (var step in kernel.Program.Filters)
        {
            var stored = kernel.Program.PlacesOf(step).Select(place => $"pass{pass.Number}.Field({place})");
            string[] numbers = step.Ordering is null ? [] : [step.Ordering.Share is { } share ? Printer.Print(share) : $"{step.Ordering.Number}"];
            writer.Line($"var {step.Result.Name} = images.{FilterCode.Call($"{step.Kind}", stored.Concat(numbers), step.Window, step.Provider)};");
        }
    }
}
