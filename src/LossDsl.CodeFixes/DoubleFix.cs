using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossDsl.CodeFixes;

/// <summary>Computes a constant with doubles: <c>3.0/2</c> for <c>3/2</c>, <c>0.1</c> for <c>0.1f</c>. A constant declared as a whole number or a float becomes a double.</summary>
[Shared]
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DoubleFix))]
public sealed class DoubleFix() : LossFix("LOSS1008", "LOSS1009")
{
    /// <inheritdoc/>
    internal override async Task<IReadOnlyList<CodeAction>> FixesAsync(Reported reported, CancellationToken cancellation)
    {
        var text = reported.Argument(reported.Diagnostic.Id == "LOSS1008" ? 2 : 4);
        var written = SyntaxFactory.ParseExpression(text);
        var model = await reported.Document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        if (model is null || reported.Node is not ExpressionSyntax constant || written.ContainsDiagnostics || written.Span.Length != text.Length)
        {
            return [];
        }

        // Where a whole number is asked for, a double would be an error.
        var whole = Whole(constant, model);
        var declared = whole.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax declaration } } ? declaration : null;
        var title = $"Write {text}";
        return declared is { Type.IsVar: false, Variables.Count: 1 } && Converts(model.GetTypeInfo(declared.Type).Type)
            ? [reported.Replace(title, "double", (constant, written.WithTriviaFrom(constant)), (declared.Type, Double(declared.Type)))]
            : declared is null or { Type.IsVar: true } or { Variables.Count: 1 } && TakesDouble(whole, declared, model)
                ? [reported.Replace(title, "double", (constant, written.WithTriviaFrom(constant)))]
                : [];
    }

    private static PredefinedTypeSyntax Double(TypeSyntax type) => SyntaxFactory.PredefinedType(SyntaxFactory.Token(SyntaxKind.DoubleKeyword)).WithTriviaFrom(type);

    // The largest expression around a constant that has a type because of it.
    private static ExpressionSyntax Whole(ExpressionSyntax constant, SemanticModel model)
    {
        var whole = constant;
        while (whole.Parent is ParenthesizedExpressionSyntax or BinaryExpressionSyntax or PrefixUnaryExpressionSyntax or ConditionalExpressionSyntax or CheckedExpressionSyntax
            && whole.Parent is ExpressionSyntax parent && Converts(model.GetTypeInfo(parent).Type))
        {
            whole = parent;
        }

        return whole;
    }

    // Only a cast, a local of any type, [Range] with its overloads and what is a double already take one.
    private static bool TakesDouble(ExpressionSyntax whole, VariableDeclarationSyntax? declared, SemanticModel model) =>
        declared is { Type.IsVar: true } || whole.Parent is CastExpressionSyntax
        || whole.Parent is AttributeArgumentSyntax { Parent.Parent: AttributeSyntax attribute } && model.GetTypeInfo(attribute).Type?.ToDisplayString() == Hyperparameters.RangeAttribute
        || !Converts(model.GetTypeInfo(whole).ConvertedType);

    private static bool Converts(ITypeSymbol? type) => type?.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_Single and not SpecialType.System_Decimal;
}
