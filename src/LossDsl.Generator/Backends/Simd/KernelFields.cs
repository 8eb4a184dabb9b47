using LossDsl.Generator.Lowering;
using LossDsl.Generator.Text;

namespace LossDsl.Generator.Backends.Simd;

/// <summary>What a kernel holds: the numbers of its region, and what it adds up.</summary>
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

    /// <summary>The method that makes a kernel of the numbers of its region.</summary>
    public static string Create(PixelProgram program)
    {
        // Exponents first: they take calls, before which lanes would have to leave the registers.
        string[] fields =
        [
            .. program.Coefficients
                .Select(static (coefficient, index) => (coefficient.Form, Text: $"{Names.ToIdentifier(coefficient.Name)} = {Value(coefficient.Form, $"coefficients[{index}]")}"))
                .OrderByDescending(static field => field.Form)
                .Select(static field => field.Text),
            .. program.Reductions.Where(static step => Fold(step) != "Sum").Select(static step => $"{step.Result.Name} = TLane.Broadcast({Start(step)})"),
        ];
        return $"public static Kernel<TLane> Create(global::System.ReadOnlySpan<double> coefficients) => {(fields.Length == 0 ? "default" : $"new() {{ {string.Join(", ", fields)} }}")};";
    }

    /// <summary>How the results of parts become one.</summary>
    public static string Fold(Step step) => step.Kind switch
    {
        StepKind.Max => "Largest",
        StepKind.Min => "Smallest",
        _ => "Sum",
    };

    /// <summary>The result of no pixel.</summary>
    public static string Start(Step step) => Fold(step) switch
    {
        "Largest" => "double.NegativeInfinity",
        "Smallest" => "double.PositiveInfinity",
        _ => "0",
    };

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
