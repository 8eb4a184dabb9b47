using LossDsl.Generator.Backends.Pixels;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;
using LossDsl.Generator.Text;

namespace LossDsl.Generator.Backends.Cuda;

/// <summary>Writes one pass as a C++ struct, which the loops of the runtime's device code call for every pixel, and as a kernel.</summary>
/// <param name="kernel">The pass with its pixel program.</param>
internal sealed class DevicePass(KernelPass kernel)
{
    private static readonly PixelPrinter Printer = new();
    private readonly PixelProgram program = kernel.Program;

    private string Name => $"Pass{kernel.Pass.Number}";

    public void Write(CodeWriter writer, string documentation)
    {
        writer.Line($"// {documentation}").Open($"struct {Name}");
        WriteFacts(writer);
        foreach (var coefficient in program.Coefficients)
        {
            writer.Line($"real {DeviceNames.Spell(coefficient.Name)};");
        }

        WriteTake(writer);
        WriteRun(writer);
        writer.Close(";").Line();
    }

    /// <summary>Writes the kernel of the pass.</summary>
    public void WriteKernel(CodeWriter writer) => writer.Line($"KERNEL(pass{kernel.Pass.Number}, run<Formula, {Name}, {kernel.Pass.Number}>)");

    private void WriteFacts(CodeWriter writer)
    {
        var reads = kernel.Pass.RequiredPredictions;
        writer.Line($"static constexpr int coefficients = {program.Coefficients.Count}, results = {program.Reductions.Count}, operations = {OperationCount.Count(kernel.Pass)};");
        writer.Line($"static constexpr bool hasGradient = {DeviceNames.Spell(program.Gradient is not null)}, readsLogP = {DeviceNames.Spell(reads.Contains(Quantities.LogP))}, readsLogQ = {DeviceNames.Spell(reads.Contains(Quantities.LogQ))};");
        writer.Line($"DEVICE static constexpr Fold fold(int result) {{ return {Fold()}; }}").Line();
    }

    private string Fold()
    {
        var kinds = program.Reductions.Select(Accumulator.KindOf).ToList();
        return string.Concat(kinds.Select(static (kind, index) => kind == AccumulatorKind.Sum ? "" : $"result == {index} ? Fold::{kind.ToString().ToLowerInvariant()} : ")) + "Fold::sum";
    }

    private void WriteTake(CodeWriter writer)
    {
        writer.Line();
        writer.Open("DEVICE void take(const double* values)");
        for (var i = 0; i < program.Coefficients.Count; i++)
        {
            writer.Line($"{DeviceNames.Spell(program.Coefficients[i].Name)} = real(values[{i}]);");
        }

        writer.Close().Line();
    }

    private void WriteRun(CodeWriter writer)
    {
        writer.Line("template <class Pixel, class Sums>").Open("DEVICE void run(Pixel& pixel, Sums& sums) const");
        foreach (var quantity in Quantities.RuntimeInputs.Where(static q => q.Level == Level.Pixel).Where(kernel.Pass.Reads))
        {
            writer.Line($"const real {DeviceNames.Spell(quantity.Name)} = pixel.{quantity.Name}();");
        }

        for (var i = 0; i < kernel.Fields.Count; i++)
        {
            writer.Line($"const real {DeviceNames.Spell(kernel.Fields[i].Name)} = pixel.field({i});");
        }

        foreach (var step in program.Pixel)
        {
            writer.Line($"const auto {DeviceNames.Spell(step.Result.Name)} = {Printer.Print(step.Term)};");
        }

        WriteOutputs(writer);
        writer.Close();
    }

    private void WriteOutputs(CodeWriter writer)
    {
        for (var i = 0; i < program.Reductions.Count; i++)
        {
            writer.Line($"sums.template add<fold({i})>({i}, {Printer.Print(program.Reductions[i].Term)});");
        }

        for (var i = 0; i < program.StoredTerms.Count; i++)
        {
            writer.Line($"pixel.keep({i}, {Printer.Print(program.StoredTerms[i])});");
        }

        if (program.Gradient is { } gradient)
        {
            writer.Open("if (pixel.wantsGradient())");
            WriteGradient(writer, gradient);
            writer.Close();
        }
    }

    private static void WriteGradient(CodeWriter writer, PixelGradient gradient)
    {
        var ofPrediction = gradient is { ByLogOdds: { } byLogOdds, ByProbability: { } byProbability }
            ? $"areProbabilities ? {Printer.Print(byProbability)} : {Printer.Print(byLogOdds)}"
            : "real(0.0)";
        writer.Line($"pixel.writeGradient({ofPrediction}, {(gradient.ByInput is { } byInput ? Printer.Print(byInput) : "real(0.0)")});");
    }
}
