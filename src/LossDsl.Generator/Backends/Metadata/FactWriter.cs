using LossDsl.Generator.Lowering;
using LossDsl.Generator.Text;

namespace LossDsl.Generator.Backends.Metadata;

/// <summary>Writes the facts of a plan that the runtime asks a loss for, whichever backend computes it.</summary>
internal static class FactWriter
{
    public static void Write(CodeWriter writer, LossPlan plan)
    {
        WriteFact(writer, nameof(plan.IsPerImage), plan.IsPerImage);
        WriteFact(writer, nameof(plan.IsPerBatch), plan.IsPerBatch);
        WriteFact(writer, nameof(plan.ReducesBatch), plan.ReducesBatch);
        WriteFact(writer, nameof(plan.ReadsClassWeight), plan.ReadsClassWeight);
        WriteFact(writer, nameof(plan.ReducesPixelClasses), plan.ReducesPixelClasses);
        WriteFact(writer, nameof(plan.OrdersPixels), plan.OrdersPixels);
        WriteFact(writer, nameof(plan.NeedsFloat64), plan.NeedsFloat64);
    }

    // The base class answers false.
    private static void WriteFact(CodeWriter writer, string property, bool holds)
    {
        if (holds)
        {
            writer.Line().Line("/// <inheritdoc/>").Line($"protected override bool {property} => true;");
        }
    }
}
