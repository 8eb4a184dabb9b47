using LossDsl.Generator.Collections;
using LossDsl.Generator.Diagnostics;
using LossDsl.Generator.Formulas;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossDsl.Generator.Frontend;

/// <summary>Result of reading one loss: its model if the loss can be compiled, otherwise errors and, if possible, a stub.</summary>
/// <param name="Named">The name and position of the loss.</param>
/// <param name="Spec">The model; null if there are errors.</param>
/// <param name="Stub">The model of the stub; null if the loss can be compiled, and if the class cannot have a generated part.</param>
/// <param name="Diagnostics">Errors and warnings.</param>
/// <param name="Places">Source positions of the parts of the loss, for findings of the analysis.</param>
internal sealed record LossReadResult(LossName Named, LossSpec? Spec, StubSpec? Stub, EquatableArray<DiagnosticInfo> Diagnostics, EquatableArray<SourcePlace> Places);

/// <summary>Reads a class marked with <c>[Loss]</c> into a <see cref="LossReadResult"/>. All code that turns compiler symbols into the model of a loss is called from here.</summary>
internal static class LossReader
{
    /// <summary>Whether a syntax node that carries <c>[Loss]</c> is the declaration of a type.</summary>
    public static bool IsCandidate(SyntaxNode node, CancellationToken cancellation) => node is TypeDeclarationSyntax;

    /// <summary>
    /// Reads a loss, and collects the files that the result depends on. Returns null for a second part with <c>[Loss]</c>, since the compiler already rejects the duplicate attribute.
    /// </summary>
    public static LossReadResult? Read(GeneratorAttributeSyntaxContext context, SourceFiles files, CancellationToken cancellation)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        files.AddClass(type);
        if (type.FindAttribute(SymbolNames.LossAttribute)?.ApplicationSyntaxReference is { } first
            && (first.SyntaxTree != context.TargetNode.SyntaxTree || !context.TargetNode.Span.Contains(first.Span)))
        {
            return null;
        }

        var declaration = (TypeDeclarationSyntax)context.TargetNode;
        var diagnostics = new DiagnosticBag();
        var citation = LossAttributeReader.Read(context.Attributes[0], diagnostics);
        var named = new LossName(citation.Name, type.Name, declaration.SyntaxTree, declaration.Identifier.Span);
        var runtime = context.SemanticModel.Compilation.GetTypeByMetadataName(SymbolNames.FormulaLoss);
        var (spec, places) = Guard(() => Read(type, declaration, citation, context.SemanticModel.Compilation, runtime, files, diagnostics, cancellation));
        // Without a specification the loss has an error, if only one of the C# compiler's, which is not reported twice.
        var stub = (diagnostics.HasErrors || spec is null) && LanguageCheck.IsNewEnough(context.SemanticModel.Compilation) ? Guard(() => StubReader.Read(type, citation, runtime, diagnostics, cancellation)) : null;
        return new(named, diagnostics.HasErrors ? null : spec, stub, diagnostics.ToEquatableArray(), places);

        T? Guard<T>(Func<T> read)
        {
            try
            {
                return read();
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                diagnostics.Report(Descriptors.InternalError, declaration.Identifier.GetLocation(), type.Name, $"{exception.GetType().Name}: {exception.Message}");
                return default;
            }
        }
    }

    private static (LossSpec? Spec, EquatableArray<SourcePlace> Places) Read(
        INamedTypeSymbol type, TypeDeclarationSyntax declaration, Citation citation, Compilation compilation, INamedTypeSymbol? runtime, SourceFiles files, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        if (runtime is null)
        {
            diagnostics.Report(Descriptors.NoRuntime, declaration.Identifier.GetLocation(), type.Name);
        }

        LanguageCheck.Check(compilation, declaration, diagnostics);
        ClassReader.Check(type, declaration, diagnostics);
        var constants = new ConstantCheck(compilation, diagnostics, cancellation);
        var methods = StageFinder.Find(type, declaration, constants, diagnostics);
        if (methods.All(static method => !method.IsFormula))
        {
            return default;
        }

        var stages = StageReader.Read(methods, compilation, constants, files, diagnostics, cancellation);
        MemberNameCheck.Check(type, runtime, stages.Hyperparameters, diagnostics);
        var spec = stages.Stages is { } ordered
            ? new LossSpec(ClassReader.Read(type, cancellation), citation, ordered, stages.Hyperparameters.Select(static h => h.Spec).ToEquatableArray(), stages.Maps, stages.Inputs, stages.Methods)
            : null;
        return (spec, stages.Places);
    }
}
