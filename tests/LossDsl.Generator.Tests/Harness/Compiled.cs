using System.Reflection;
using LossDsl.Generator.Backends.Metadata;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generator.Tests.Harness;

/// <summary>Losses compiled together: what the generator made of each formula, and the formula itself as the C# compiler understood it.</summary>
internal static class Compiled
{
    private static readonly TextPrinter Printer = new();

    /// <summary>The plan of a loss whose formula is the expression, over the parameters of <see cref="Sources.Loss"/>.</summary>
    public static LossPlan Plan(string expression)
    {
        var run = GeneratorRun.Of(Sources.Loss(expression));
        Assert.Empty(run.Diagnostics);
        return Plans(run).Single();
    }

    public static LossSpec Spec(string expression) => Plan(expression).Spec;

    public static IReadOnlyList<LossPlan> Plans(GeneratorRun run) => [.. run.Step(TrackingNames.Plan).Select(static o => (LoweredLoss)o.Value).Select(static l => l.Plan!)];

    public static string Text(Expr expression) => Printer.Print(expression);

    /// <summary>The assembly of user's sources and generated ones, to call formulas in: they need no tensor.</summary>
    public static Assembly Load(GeneratorRun run)
    {
        using var stream = new MemoryStream();
        var result = run.Output.Emit(stream);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        return Assembly.Load(stream.ToArray());
    }

    /// <summary>Another assembly, compiled with the generator, to reference.</summary>
    public static MetadataReference Image(string source, string name = "Library", params MetadataReference[] references)
    {
        var run = GeneratorRun.OfAssembly(name, [.. References.All, .. references], source);
        Assert.Empty(run.Diagnostics);
        using var stream = new MemoryStream();
        var result = run.Output.Emit(stream);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        return MetadataReference.CreateFromImage(stream.ToArray());
    }

    /// <summary>The static method of a type.</summary>
    public static Func<object[], double> Method(Assembly assembly, string type, string method)
    {
        var found = assembly.GetType(type, throwOnError: true)!.GetMethod(method, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!;
        return arguments => (double)found.Invoke(null, arguments)!;
    }

    /// <summary>A formula as the only stage of a loss.</summary>
    public static Stage Formula(Expr body) => new(new("L", Level.Region), StageKind.Formula, body);
}
