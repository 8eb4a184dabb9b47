using LossDsl.Generator.Collections;
using LossDsl.Generator.Diagnostics;
using LossDsl.Generator.Formulas;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossDsl.Generator.Frontend;

/// <summary>A loss as it was read: the model if it can be compiled, and what is wrong with it if not.</summary>
internal sealed record ReadLoss(NamedLoss Named, LossSpec? Spec, EquatableArray<DiagnosticInfo> Diagnostics, EquatableArray<Place> Places);

/// <summary>Reads an annotated class: the only way from symbols to models.</summary>
internal static class LossReader
{
    public static bool IsCandidate(SyntaxNode node, CancellationToken cancellation) => node is TypeDeclarationSyntax;

    /// <summary>Reads a loss; null for a second part with <c>[Loss]</c>, which the compiler refuses.</summary>
    public static ReadLoss? Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        if (type.FindAttribute(SymbolNames.LossAttribute)?.ApplicationSyntaxReference is { } first
            && (first.SyntaxTree != context.TargetNode.SyntaxTree || !context.TargetNode.Span.Contains(first.Span)))
        {
            return null;
        }

        var declaration = (TypeDeclarationSyntax)context.TargetNode;
        var diagnostics = new DiagnosticBag();
        var citation = CitationReader.Read(context.Attributes[0], diagnostics);
        var named = new NamedLoss(citation.Name, type.Name, declaration.SyntaxTree, declaration.Identifier.Span);
        (LossSpec? Spec, EquatableArray<Place> Places) read = default;
        try
        {
            read = Read(type, declaration, citation, context.SemanticModel.Compilation, diagnostics, cancellation);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            diagnostics.Report(Descriptors.InternalError, declaration.Identifier.GetLocation(), type.Name, $"{exception.GetType().Name}: {exception.Message}");
        }

        return new(named, diagnostics.HasErrors ? null : read.Spec, diagnostics.ToEquatableArray(), read.Places);
    }

    private static (LossSpec? Spec, EquatableArray<Place> Places) Read(
        INamedTypeSymbol type, TypeDeclarationSyntax declaration, Citation citation, Compilation compilation, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        var runtime = compilation.GetTypeByMetadataName(SymbolNames.FormulaLoss);
        if (runtime is null)
        {
            diagnostics.Report(Descriptors.NoRuntime, declaration.Identifier.GetLocation(), type.Name);
        }

        LanguageCheck.Check(compilation, declaration, diagnostics);
        var classSpec = ClassReader.Read(type, declaration, diagnostics, cancellation);
        var constants = new ConstantCheck(compilation, diagnostics, cancellation);
        var methods = StageFinder.Find(type, declaration, constants, diagnostics);
        if (methods.All(static method => !method.IsFormula))
        {
            return default;
        }

        var stages = StageReader.Read(methods, compilation, constants, diagnostics, cancellation);
        MemberNames.Check(type, runtime, stages.Hyperparameters, diagnostics);
        var spec = stages.Stages is { } ordered
            ? new LossSpec(classSpec, citation, ordered, stages.Hyperparameters.Select(static h => h.Spec).ToEquatableArray(), stages.Maps, stages.Methods)
            : null;
        return (spec, stages.Places);
    }
}
