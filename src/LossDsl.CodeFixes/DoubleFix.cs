using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossDsl.CodeFixes;

/// <summary>
/// Code fix for integer division and float constants (LOSS1008, LOSS1009): writes <c>3.0/2</c> for <c>3/2</c>, and <c>0.1</c> for <c>0.1f</c>. The declared type of a constant
/// or local changes from an integer type or float to double.
/// </summary>
[Shared]
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DoubleFix))]
public sealed class DoubleFix() : LossFix("LOSS1008", "LOSS1009")
{
    /// <inheritdoc/>
    internal override async Task<IReadOnlyList<CodeAction>> FixesAsync(ReportedDiagnostic reported, CancellationToken cancellation)
    {
        var text = reported.Argument(reported.Diagnostic.Id == "LOSS1008" ? 2 : 4);
        var written = SyntaxFactory.ParseExpression(text);
        var model = await reported.Document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        if (model is null || reported.Node is not ExpressionSyntax constant || written.ContainsDiagnostics || written.Span.Length != text.Length)
        {
            return [];
        }

        // The fix is offered only if a double compiles in the place of the constant.
        var enclosing = Enclosing(constant, model);
        var declared = enclosing.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax declaration } } ? declaration : null;
        var title = $"Write {text}";
        return declared is { Type.IsVar: false, Variables.Count: 1 } && IsIntegerOrFloat(model.GetTypeInfo(declared.Type).Type)
            ? [reported.Replace(title, "double", (constant, written.WithTriviaFrom(constant)), (declared.Type, DoubleType(declared.Type)))]
            : declared is null or { Type.IsVar: true } or { Variables.Count: 1 } && TakesDouble(enclosing, declared, model)
                ? [reported.Replace(title, "double", (constant, written.WithTriviaFrom(constant)))]
                : [];
    }

    private static PredefinedTypeSyntax DoubleType(TypeSyntax type) => SyntaxFactory.PredefinedType(SyntaxFactory.Token(SyntaxKind.DoubleKeyword)).WithTriviaFrom(type);

    // Returns the largest expression around the constant that has an integer or float type, and so would become a double with it.
    private static ExpressionSyntax Enclosing(ExpressionSyntax constant, SemanticModel model)
    {
        var enclosing = constant;
        while (enclosing.Parent is ParenthesizedExpressionSyntax or BinaryExpressionSyntax or PrefixUnaryExpressionSyntax or ConditionalExpressionSyntax or CheckedExpressionSyntax
            && enclosing.Parent is ExpressionSyntax parent && IsIntegerOrFloat(model.GetTypeInfo(parent).Type))
        {
            enclosing = parent;
        }

        return enclosing;
    }

    // A double compiles in a cast, in an initializer of var, and where the context converts to double. [Range] has an overload for doubles.
    private static bool TakesDouble(ExpressionSyntax enclosing, VariableDeclarationSyntax? declared, SemanticModel model) =>
        declared is { Type.IsVar: true } || enclosing.Parent is CastExpressionSyntax
        || enclosing.Parent is AttributeArgumentSyntax { Parent.Parent: AttributeSyntax attribute } && model.GetTypeInfo(attribute).Type?.ToDisplayString() == Hyperparameters.RangeAttribute
        || !IsIntegerOrFloat(model.GetTypeInfo(enclosing).ConvertedType);

    private static bool IsIntegerOrFloat(ITypeSymbol? type) => type?.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_Single and not SpecialType.System_Decimal;
}
