using LossDsl.Generator.Backends.Pixels;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;
using LossDsl.Generator.Text;

namespace LossDsl.Generator.Backends.Cuda;

/// <summary>
/// Writes the arithmetic on region values between the passes as device code, in float64. After each pass a function computes the coefficients of the next pass, and the value once
/// it is known, from the results of the passes. What an earlier function has computed is computed again: that costs less than storing it.
/// </summary>
internal sealed class DeviceRegions(KernelPlan plan, RegionValuePrinter printer)
{
    private readonly IReadOnlyDictionary<Variable, (int Pass, int Index, bool IsMean)> results = plan.Passes
        .SelectMany(static kernel => kernel.Program.Reductions.Select((step, index) => (step.Result, Place: (kernel.Pass.Number, index, step.Kind == StepKind.Mean))))
        .ToDictionary(static result => result.Result, static result => result.Place);

    private readonly IReadOnlyDictionary<Variable, Step> steps = plan.Schedule.Phases.SelectMany(static phase => phase.RegionSteps).ToDictionary(static step => step.Result);

    // In the order in which the host lays them out.
    private readonly List<Variable> inputs = [.. plan.Loss.Spec.Inputs.Where(static input => !input.IsPerPixel).Select(static input => input.Variable)];

    public void Write(CodeWriter writer)
    {
        writer.Open("struct Formula");
        writer.Line($"static constexpr int passes = {plan.Passes.Count}, valueAfter = {plan.Schedule.ValueAfter};");
        writer.Line($"static constexpr bool isPerImage = {DeviceNames.Spell(plan.Loss.IsPerImage)}, isPerBatch = {DeviceNames.Spell(plan.Loss.IsPerBatch)}, reducesBatch = {DeviceNames.Spell(plan.Loss.ReducesBatch)}, readsClassWeight = {DeviceNames.Spell(plan.Loss.ReadsClassWeight)}, isCount = false;").Line();
        writer.Line("// Number of results of a pass, and of coefficients of the passes before it.");
        WriteTable(writer, "results", static kernel => kernel.Program.Reductions.Count);
        WriteTable(writer, "coefficientOffset", kernel => plan.Passes.Take(kernel.Pass.Number - 1).Sum(static before => before.Program.Coefficients.Count));
        writer.Line();
        writer.Line("// Region arithmetic after a number of passes.");
        writer.Line("template <int done, class Regions>").Open("DEVICE static void after(const Regions& regions)");
        writer.Line("const Call& call = regions.call;");
        for (var done = 0; done <= plan.Passes.Count; done++)
        {
            WritePhase(writer, done);
        }

        writer.Close().Close(";").Line();
    }

    private void WriteTable(CodeWriter writer, string name, Func<KernelPass, int> value) => writer.Line(
        $"DEVICE static constexpr int {name}(int pass) {{ return {string.Concat(plan.Passes.Select(kernel => $"pass == {kernel.Pass.Number} ? {value(kernel)} : "))}0; }}");

    private void WritePhase(CodeWriter writer, int done)
    {
        var coefficients = done < plan.Passes.Count ? plan.Passes[done].Program.Coefficients : [];
        var hasValue = done == plan.Schedule.ValueAfter;
        if (coefficients.Count == 0 && !hasValue)
        {
            return;
        }

        writer.Open($"if constexpr (done == {done})");
        List<Expr> wanted = [.. coefficients.Select(static c => c.Value), .. hasValue ? [plan.Loss.Value] : Array.Empty<Expr>()];
        WriteTotals(writer, Needed(wanted));

        if (coefficients.Count > 0 || (hasValue && !plan.Loss.IsPerImage))
        {
            WriteEach(writer, coefficients, hasValue && !plan.Loss.IsPerImage);
        }

        if (hasValue && plan.Loss.IsPerImage)
        {
            writer.Open("regions.whole([&]");
            WriteInputs(writer, [plan.Loss.Value]);
            writer.Line($"return double({printer.Print(plan.Loss.Value)});").Close(");");
        }

        writer.Close();
    }

    private void WriteTotals(CodeWriter writer, IEnumerable<Variable> needed)
    {
        foreach (var total in needed.Select(variable => steps.TryGetValue(variable, out var step) ? step : null))
        {
            if (total is { Kind: StepKind.ClassSum or StepKind.ClassMean or StepKind.ClassMax or StepKind.ClassMin })
            {
                WriteTotal(writer, total);
            }
            else if (total is { Kind: StepKind.BatchSum or StepKind.BatchMean or StepKind.BatchMax })
            {
                WriteTotalOfBatch(writer, total);
            }
        }
    }

    // Of every image the totals over classes are computed anew; totals over the batch before this one are known.
    private void WriteTotalOfBatch(CodeWriter writer, Step total)
    {
        writer.Open($"const double {DeviceNames.Spell(total.Result.Name)} = regions.overImages(Fold::{FoldOf(total)}, [&](const Regions& regions)");
        var needed = Needed([total.Term]);
        WriteTotals(writer, needed.Where(static variable => variable.Level != Level.Batch));
        if (needed.Contains(LossPlan.Upstream))
        {
            writer.Line("// The upstream gradient of an image is the same for each of its regions.").Line("const int region = 0;");
        }

        WriteInputs(writer, [total.Term]);
        writer.Line($"return double({printer.Print(total.Term)});");
        writer.Close(total.Kind == StepKind.BatchMean ? ") / regions.imageCount();" : ");");
    }

    private void WriteTotal(CodeWriter writer, Step total)
    {
        writer.Open($"const double {DeviceNames.Spell(total.Result.Name)} = regions.overClasses(Fold::{FoldOf(total)}, [&](int region)");
        WriteInputs(writer, [total.Term]);
        writer.Line($"return double({printer.Print(total.Term)});");
        writer.Close(total.Kind == StepKind.ClassMean ? ") / regions.classes();" : ");");
    }

    private static string FoldOf(Step total) => total.Kind switch
    {
        StepKind.ClassMax or StepKind.BatchMax => "largest",
        StepKind.ClassMin => "smallest",
        _ => "sum",
    };

    private void WriteEach(CodeWriter writer, IReadOnlyList<PixelProgram.Coefficient> coefficients, bool hasValue)
    {
        writer.Open("regions.each([&](int region)");
        WriteInputs(writer, [.. coefficients.Select(static c => c.Value), .. hasValue ? [plan.Loss.Value] : Array.Empty<Expr>()]);
        for (var i = 0; i < coefficients.Count; i++)
        {
            writer.Line($"regions.coefficient(region, {i}, {printer.Print(coefficients[i].Value)});");
        }

        if (hasValue)
        {
            writer.Line($"regions.value(region, {printer.Print(plan.Loss.Value)});");
        }

        writer.Close(");");
    }

    // Everything that the expressions read of the region, in an order in which it can be computed. Totals over classes and over the batch are known already.
    private void WriteInputs(CodeWriter writer, IReadOnlyList<Expr> wanted)
    {
        foreach (var variable in Needed(wanted, withinTotals: false))
        {
            var text = results.TryGetValue(variable, out var result) ? $"regions.result({result.Pass}, {result.Index}, region){(result.IsMean ? " / regions.divisor(region)" : "")}"
                : inputs.Contains(variable) ? $"regions.input({inputs.IndexOf(variable)}, {(variable.Level == Level.Region ? "region" : "0")})"
                : !steps.TryGetValue(variable, out var step) ? $"regions.{variable.Name}({(variable.Level == Level.Region ? "region" : "")})"
                : step.Kind == StepKind.Assign ? printer.Print(step.Term)
                : null;
            if (text is not null)
            {
                writer.Line($"const double {DeviceNames.Spell(variable.Name)} = {text};");
            }
        }
    }

    private List<Variable> Needed(IEnumerable<Expr> wanted, bool withinTotals = true)
    {
        List<Variable> needed = [];
        foreach (var expression in wanted)
        {
            Visit(expression);
        }

        return needed;

        void Visit(Expr expression)
        {
            if (expression is Apply apply)
            {
                foreach (var argument in apply.Arguments)
                {
                    Visit(argument);
                }
            }
            else if (expression is Variable variable && variable.Level != Level.Fixed && !needed.Contains(variable))
            {
                if (steps.TryGetValue(variable, out var step) && (withinTotals || step.Kind == StepKind.Assign))
                {
                    Visit(step.Term);
                }

                needed.Add(variable);
            }
        }
    }
}
