using System.Reflection;
using LossDsl.Generator.Backends.Metadata;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generator.Tests.Harness;

/// <summary>Compiles losses with the generator and gives access to the results: plans and expressions, and the compiled formulas as C# methods.</summary>
internal static class CompiledLosses
{
    private static readonly TextPrinter Printer = new();

    /// <summary>Returns the plan of a loss whose formula is the expression, over the parameters of <see cref="Sources.Loss"/>.</summary>
    public static LossPlan Plan(string expression)
    {
        var run = GeneratorRun.Of(Sources.Loss(expression));
        Assert.Empty(run.Diagnostics);
        return Plans(run).Single();
    }

    /// <summary>Returns the specification of such a loss, before lowering.</summary>
    public static LossSpec Spec(string expression) => Plan(expression).Spec;

    /// <summary>Returns the plans of all losses of a run.</summary>
    public static IReadOnlyList<LossPlan> Plans(GeneratorRun run) => [.. run.Step(TrackingNames.Plan).Select(static o => (LoweredLoss)o.Value).Select(static l => l.Plan!)];

    /// <summary>Prints an expression as text, e.g. <c>1 - tp / (tp + fp)</c>.</summary>
    public static string Text(Expr expression) => Printer.Print(expression);

    /// <summary>Emits and loads the assembly of a run, user sources and generated ones. Its formulas can be called without a tensor.</summary>
    public static Assembly Load(GeneratorRun run)
    {
        using var stream = new MemoryStream();
        var result = run.Output.Emit(stream);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        return Assembly.Load(stream.ToArray());
    }

    /// <summary>Compiles an assembly with the generator and returns a reference to it.</summary>
    public static MetadataReference Image(string source, string name = "Library", params MetadataReference[] references)
    {
        var run = GeneratorRun.OfAssembly(name, [.. References.All, .. references], source);
        Assert.Empty(run.Diagnostics);
        using var stream = new MemoryStream();
        var result = run.Output.Emit(stream);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        return MetadataReference.CreateFromImage(stream.ToArray());
    }

    /// <summary>Returns a static method of a type, as a function of its arguments.</summary>
    public static Func<object[], double> Method(Assembly assembly, string type, string method)
    {
        var found = assembly.GetType(type, throwOnError: true)!.GetMethod(method, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!;
        return arguments => (double)found.Invoke(null, arguments)!;
    }

    /// <summary>Returns a formula over regions, named L, to be the only stage of a loss.</summary>
    public static Stage Formula(Expr body) => new(new("L", Level.Region), StageKind.Formula, body);
}
