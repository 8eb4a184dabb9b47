using System.Collections.Immutable;
using System.Text;
using LossDsl.Generator.Analysis;
using LossDsl.Generator.Backends;
using LossDsl.Generator.Backends.Printing;
using LossDsl.Generator.Backends.Catalog;
using LossDsl.Generator.Backends.Metadata;
using LossDsl.Generator.Collections;
using LossDsl.Generator.Diagnostics;
using LossDsl.Generator.Frontend;
using LossDsl.Generator.Lowering;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace LossDsl.Generator;

/// <summary>
/// Incremental source generator that compiles every class marked with <c>[Loss]</c> to a TorchSharp module, and writes a catalog of the assembly's losses.
/// The pipeline reads a loss, lowers its formula to a plan, analyzes the plan, and emits the generated files.
/// </summary>
[Generator]
public sealed class LossGenerator : IIncrementalGenerator
{
    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        // 1. Read: turn symbols and operations into expressions, and nothing else. The compiler runs the step for every loss at each edit of any file, so it has a cache of its own.
        var read = context.SyntaxProvider
            .ForAttributeWithMetadataName(SymbolNames.LossAttribute, LossReader.IsCandidate, ReadingCache.Read)
            .Where(static loss => loss is not null).Select(static (loss, _) => loss!)
            .WithTrackingName(TrackingNames.Read);

        // 2. Keep diagnostics out of the model. A diagnostic whose span moves then invalidates no later step.
        var specs = read.Select(static (loss, _) => loss.Spec).Where(static spec => spec is not null).Select(static (spec, _) => spec!).WithTrackingName(TrackingNames.Spec);
        var diagnostics = read.SelectMany(static (loss, _) => loss.Diagnostics).WithTrackingName(TrackingNames.Diagnostics);
        var stubs = read.Select(static (loss, _) => loss.Stub).Where(static stub => stub is not null).Select(static (stub, _) => stub!).WithTrackingName(TrackingNames.Stub);
        var duplicates = read.Select(static (loss, _) => loss.Named).Collect().SelectMany(static (losses, _) => LossName.Duplicates(losses));
        var hiding = context.CompilationProvider.SelectMany(HidingTypes.Find);
        context.RegisterSourceOutput(diagnostics.Collect().SelectMany(static (all, _) => DiagnosticInfo.Distinct(all)), static (output, diagnostic) => output.ReportDiagnostic(diagnostic.ToDiagnostic()));
        context.RegisterSourceOutput(duplicates, static (output, diagnostic) => output.ReportDiagnostic(diagnostic.ToDiagnostic()));
        context.RegisterSourceOutput(hiding, static (output, diagnostic) => output.ReportDiagnostic(diagnostic.ToDiagnostic()));

        // 3. Lower. The step is pure and free of symbols, so the compiler caches its result until the formula changes.
        var plans = specs.Select(static (spec, _) => LoweredLoss.Lower(spec)).WithTrackingName(TrackingNames.Plan);

        // 4. Analyze each plan once. Only findings that are reported need source positions, so places join the pipeline here.
        var proofs = plans.Select(static (loss, _) => LossAnalysis.Analyze(loss)).WithTrackingName(TrackingNames.Proof);
        var found = proofs.Where(static loss => loss.Findings.Count > 0).Select(static (loss, _) => new LossFindings(loss.Loss.Plan!.Spec.Class.FullName, loss.Findings)).Collect();
        var located = read.Combine(found).SelectMany(static (pair, _) => FindingReader.Locate(pair.Left, pair.Right));
        context.RegisterSourceOutput(located, static (output, diagnostic) => output.ReportDiagnostic(diagnostic.ToDiagnostic()));

        // 5. Emit each loss separately. A loss with an error gets a stub.
        var files = proofs.Select(static (loss, _) => EmittedLoss.Emit(loss.Loss, loss.Proof)).WithTrackingName(TrackingNames.Files);
        context.RegisterSourceOutput(files, Emit);
        context.RegisterSourceOutput(stubs, static (output, stub) => Add(output, StubEmitter.Emit(stub)));

        // 6. Emit the catalog. The catalog depends only on names of losses and assemblies, so editing a formula does not regenerate the catalog.
        var names = specs.Select(static (spec, _) => spec.Class.FullName).Collect();
        var assembly = context.CompilationProvider.Select(CatalogReader.Read);
        var hasLosses = read.Collect().Select(static (losses, _) => losses.Length > 0);
        var catalog = names.Combine(hasLosses).Combine(assembly).Select(static (pair, _) => List(pair.Left.Left, pair.Left.Right, pair.Right)).WithTrackingName(TrackingNames.Catalog);
        context.RegisterSourceOutput(catalog, Emit);
    }

    /// <summary>Adds the files of a loss to the compilation. Reports LOSS9001 if the generator failed on the loss.</summary>
    internal static void Emit(SourceProductionContext output, EmittedLoss loss)
    {
        if (loss.Failure is not null)
        {
            output.ReportDiagnostic(Diagnostic.Create(Descriptors.InternalError, Location.None, loss.Name, loss.Failure));
        }

        foreach (var file in loss.Files)
        {
            Add(output, file);
        }
    }

    private static CatalogSpec List(ImmutableArray<string> losses, bool hasLosses, AssemblyFacts assembly) =>
        new(assembly.Name, assembly.Namespace, hasLosses && assembly.HasRuntime, losses.OrderBy(static name => name, StringComparer.Ordinal).ToEquatableArray(), assembly.HasRuntime ? assembly.Catalogs : []);

    private static void Emit(SourceProductionContext output, CatalogSpec catalog)
    {
        if (!catalog.IsEmpty)
        {
            Add(output, CatalogEmitter.Emit(catalog));
        }
    }

    private static void Add(SourceProductionContext output, GeneratedFile file) => output.AddSource(file.Name, SourceText.From(file.Text, Utf8));
}
