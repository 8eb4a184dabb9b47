using LossDsl.Generator.Backends.Pixels;
using LossDsl.Generator.Text;

namespace LossDsl.Generator.Backends.Simd;

/// <summary>Writes the fields of a kernel: one for each coefficient of the region, and one accumulator for each reduction.</summary>
internal static class KernelFields
{
    private const string Exponent = "global::LossDsl.CompilerServices.Exponent<TLane>";

    public static void Write(CodeWriter writer, PixelProgram program)
    {
        foreach (var coefficient in program.Coefficients)
        {
            writer.Line($"private {Type(coefficient.Form)} {Names.ToIdentifier(coefficient.Name)};");
        }

        foreach (var step in program.Reductions)
        {
            writer.Line($"private TLane {step.Result.Name};");
        }

        if (program.Coefficients.Count + program.Reductions.Count > 0)
        {
            writer.Line();
        }
    }

    /// <summary>Writes the factory method that creates a kernel from the coefficients of its region.</summary>
    public static string Create(PixelProgram program)
    {
        // Exponents first: their constructors are calls, before which the JIT would have to spill lanes from registers.
        string[] fields =
        [
            .. program.Coefficients
                .Select(static (coefficient, index) => (coefficient.Form, Text: $"{Names.ToIdentifier(coefficient.Name)} = {Value(coefficient.Form, $"coefficients[{index}]")}"))
                .OrderByDescending(static field => field.Form)
                .Select(static field => field.Text),
            .. program.Reductions.Where(static step => Accumulator.KindOf(step) != AccumulatorKind.Sum).Select(static step => $"{step.Result.Name} = TLane.Broadcast({Identity(Accumulator.KindOf(step))})"),
        ];
        return $"public static Kernel<TLane> Create(global::System.ReadOnlySpan<double> coefficients) => {(fields.Length == 0 ? "default" : $"new() {{ {string.Join(", ", fields)} }}")};";
    }

    /// <summary>C# for the identity of a reduction.</summary>
    public static string Identity(AccumulatorKind kind) => Numbers.ToCode(Accumulator.Identity(kind));

    private static string Type(PixelProgram.CoefficientForm form) => form switch
    {
        PixelProgram.CoefficientForm.Number => "double",
        PixelProgram.CoefficientForm.Exponent => Exponent,
        _ => "TLane",
    };

    private static string Value(PixelProgram.CoefficientForm form, string number) => form switch
    {
        PixelProgram.CoefficientForm.Number => number,
        PixelProgram.CoefficientForm.Exponent => $"new {Exponent}({number})",
        _ => $"TLane.Broadcast({number})",
    };
}
