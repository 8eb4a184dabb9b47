using System.Reflection;
using System.Runtime.Loader;
using Basic.Reference.Assemblies;
using LossDsl.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossDsl.Fuzz;

/// <summary>Assembly of losses that the generator compiled in this process.</summary>
internal sealed class CompiledLosses
{
    private readonly Assembly assembly;

    private CompiledLosses(Assembly assembly) => this.assembly = assembly;

    /// <summary>Runs the generator on the sources, compiles and loads them.</summary>
    /// <exception cref="InvalidOperationException">The generator or the compiler reports an error.</exception>
    public static CompiledLosses Compile(IEnumerable<string> sources)
    {
        var parse = new CSharpParseOptions(LanguageVersion.Latest);
        var usings = "global using System; global using System.ComponentModel.DataAnnotations; global using LossDsl;";
        var input = CSharpCompilation.Create(
            $"RandomLosses{Guid.NewGuid():N}",
            [.. sources.Prepend(usings).Select(source => CSharpSyntaxTree.ParseText(source, parse))],
            References(),
            new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, optimizationLevel: OptimizationLevel.Release));
        CSharpGeneratorDriver.Create([new LossGenerator().AsSourceGenerator()], parseOptions: parse).RunGeneratorsAndUpdateCompilation(input, out var output, out var reported);
        using var stream = new MemoryStream();
        var emitted = output.Emit(stream);
        var errors = reported.Concat(emitted.Diagnostics).Where(static d => d.Severity == DiagnosticSeverity.Error).ToList();
        if (errors.Count > 0)
        {
            throw new InvalidOperationException(string.Join("\n", errors.Take(10)));
        }

        stream.Position = 0;
        return new(AssemblyLoadContext.Default.LoadFromStream(stream));
    }

    /// <summary>Creates a loss with the defaults of its hyperparameters.</summary>
    public FormulaLoss Create(string name, LossOptions options)
    {
        var constructor = assembly.GetType(name)!.GetConstructors().Single();
        return (FormulaLoss)constructor.Invoke([.. constructor.GetParameters().Select(parameter => parameter.ParameterType == typeof(LossOptions) ? options : parameter.DefaultValue)]);
    }

    private static IEnumerable<MetadataReference> References() =>
    [
        .. Net100.References.All,
        .. new[] { typeof(LossAttribute), typeof(FormulaLoss), typeof(TorchSharp.torch), typeof(Waves) }.Select(static type => MetadataReference.CreateFromFile(type.Assembly.Location)),
    ];
}
