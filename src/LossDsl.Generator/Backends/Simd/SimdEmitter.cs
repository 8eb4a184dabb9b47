using LossDsl.Generator.Backends.Pixels;
using LossDsl.Generator.Backends.Printing;
using LossDsl.Generator.Backends.Regions;
using LossDsl.Generator.Lowering;
using LossDsl.Generator.Text;

namespace LossDsl.Generator.Backends.Simd;

/// <summary>Writes the SIMD part of a loss class: one kernel over lanes for each pass, and the host code that runs them.</summary>
internal static class SimdEmitter
{
    public static GeneratedFile Emit(LossPlan plan) => GeneratedFile.WriteClass(plan.Spec.Class, "Simd", null, [], writer => Write(writer, new KernelPlan(plan)));

    private static void Write(CodeWriter writer, KernelPlan plan)
    {
        writer.Line("/// <inheritdoc/>").Line("protected override bool HasKernels => true;").Line();
        RegionEmitter.Write(writer, plan);
        foreach (var kernel in plan.Passes)
        {
            writer.Line();
            new KernelWriter(kernel).Write(writer, PassText.Describe(kernel, plan));
        }
    }
}
