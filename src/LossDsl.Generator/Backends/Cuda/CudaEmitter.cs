using LossDsl.Generator.Backends.Pixels;
using LossDsl.Generator.Backends.Printing;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;
using LossDsl.Generator.Text;

namespace LossDsl.Generator.Backends.Cuda;

/// <summary>Writes the CUDA part of a loss class: the source of its kernels, one for each pass, and the facts that the runtime needs to launch them.</summary>
internal static class CudaEmitter
{
    private const string Services = "global::LossDsl.CompilerServices";
    private const string Quotes = "\"\"\"";

    public static GeneratedFile Emit(LossPlan plan) => GeneratedFile.WriteClass(plan.Spec.Class, "Cuda", null, [], writer => Write(writer, new KernelPlan(plan, storesForLater: false)));

    private static void Write(CodeWriter writer, KernelPlan plan)
    {
        var numbers = new HostNumbers();
        var source = Source(plan, new(numbers));
        var facts = plan.Passes.Select(kernel => string.Join(", ", Facts(kernel, plan, numbers))).ToList();
        writer.Line("/// <inheritdoc/>");
        writer.Line($"protected override {Services}.CudaProgram CudaProgram => GeneratedCudaProgram.Value;").Line();
        string[] known = [.. numbers.Code];
        if (known.Length > 0)
        {
            writer.Line("/// <inheritdoc/>");
            writer.Line($"protected override double[] CudaNumbers => new double[] {{ {string.Join(", ", known)} }};").Line();
        }

        // A class of its own, so that the source is not touched before the first call on a GPU.
        writer.Open("private static class GeneratedCudaProgram");
        writer.Open($"public static readonly {Services}.CudaProgram Value = new()");
        WriteFacts(writer, plan, facts);
        writer.Line("Source =").Indent().Line(Quotes).Line(source.TrimEnd('\n')).Line($"{Quotes},").Outdent();
        writer.Close(";").Close();
    }

    private static void WriteFacts(CodeWriter writer, KernelPlan plan, IReadOnlyList<string> ofPasses)
    {
        writer.Line($"ValueAfter = {plan.Schedule.ValueAfter},");
        if (plan.Loss.Spec.Fields.Count > 0)
        {
            writer.Line($"Maps = new {Services}.CudaMap[] {{ {string.Join(", ", RequestCode.FieldArguments(plan.Loss.Spec).Select(static arguments => $"new({arguments})"))} }},");
        }

        writer.Line($"Passes = new {Services}.CudaPass[]").Line("{").Indent();
        foreach (var facts in ofPasses)
        {
            writer.Line($"new() {{ {facts} }},");
        }

        writer.Outdent().Line("},");
    }

    private static IEnumerable<string> Facts(KernelPass kernel, KernelPlan plan, HostNumbers numbers)
    {
        yield return $"Results = {kernel.Program.Reductions.Count}";
        yield return $"Coefficients = {kernel.Program.Coefficients.Count}";
        if (kernel.Program.Gradient is not null)
        {
            yield return "HasGradient = true";
        }

        if (kernel.Fields.Count > 0)
        {
            yield return $"Fields = new int[] {{ {string.Join(", ", kernel.Fields.Select(field => IndexOf(field, plan)))} }}";
        }

        if (kernel.Program.Filters.Count > 0)
        {
            yield return $"Stored = {kernel.Program.StoredTerms.Count}";
            yield return $"Filters = new {Services}.CudaFilter[] {{ {string.Join(", ", kernel.Program.Filters.Select(step => Filter(step, kernel.Program, numbers)))} }}";
        }
    }

    // A share is named by its index among the numbers of the host.
    private static string Filter(Step step, PixelProgram program, HostNumbers numbers)
    {
        int[] ofOrder = step.Ordering is null ? [] : [step.Ordering.Share is { } share ? numbers.IndexOf(share) : step.Ordering.Number!.Value];
        return $"{Services}.CudaFilter.{FilterCode.Call($"{step.Kind}", program.PlacesOf(step).Concat(ofOrder).Select(static index => $"{index}"), step.Window, step.Provider)}";
    }

    // Fields are numbered: first the maps and inputs, then the filtered results in the order of the passes.
    private static int IndexOf(Variable field, KernelPlan plan) =>
        plan.Loss.Spec.Fields.Concat(plan.Passes.SelectMany(static kernel => kernel.Program.Filters).Select(static step => step.Result)).ToList().IndexOf(field);

    private static string Source(KernelPlan plan, RegionValuePrinter printer)
    {
        var writer = new CodeWriter();
        new DeviceRegions(plan, printer).Write(writer);
        IReadOnlyList<DevicePass> passes = [.. plan.Passes.Select(static kernel => new DevicePass(kernel))];
        for (var i = 0; i < passes.Count; i++)
        {
            passes[i].Write(writer, PassText.Describe(plan.Passes[i], plan));
        }

        foreach (var pass in passes)
        {
            pass.WriteKernel(writer);
        }

        writer.Line("#ifdef COUNTS").Line("KERNEL(count, run<CountFormula<Formula>, CountPass, 1>)").Line("#endif");
        if (plan.Schedule.ValueAfter == 0)
        {
            writer.Line("KERNEL(value, evaluate<Formula>)");
        }

        return writer.ToString();
    }
}
