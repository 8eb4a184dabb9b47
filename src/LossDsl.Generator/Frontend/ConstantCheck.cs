using LossDsl.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Generator.Frontend;

/// <summary>
/// Checks the source of constants for integer division and similar mistakes (LOSS1008, LOSS1009), since an expression keeps only their value. The check looks into the
/// parts of a constant, and follows named constants to their declarations. Constants of other assemblies have no source and pass unchecked.
/// </summary>
internal sealed class ConstantCheck(Compilation compilation, DiagnosticBag diagnostics, CancellationToken cancellation)
{
    private readonly HashSet<ISymbol> followed = new(SymbolEqualityComparer.Default);

    /// <summary>Checks an operation whose value is constant.</summary>
    public void Check(IOperation constant)
    {
        foreach (var part in constant.DescendantsAndSelf())
        {
            if (part is IFieldReferenceOperation { Field: { HasConstantValue: true } field })
            {
                Follow(field);
            }
            else if (ConstantRules.Find(part) is { } found)
            {
                diagnostics.Report(found.Descriptor, part.Syntax.GetLocation(), found.Arguments);
            }
        }
    }

    /// <summary>Checks the default value of a parameter.</summary>
    public void CheckDefault(IParameterSymbol parameter) => Follow(parameter.OriginalDefinition);

    /// <summary>Checks the arguments of an attribute that are used as doubles.</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="property">The only property to check; null to check all arguments.</param>
    public void Check(AttributeData attribute, string? property = null)
    {
        foreach (var argument in (attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) as AttributeSyntax)?.ArgumentList?.Arguments ?? default)
        {
            if (property is null || argument.NameEquals?.Name.Identifier.ValueText == property)
            {
                Check(argument.Expression);
            }
        }
    }

    // Each declaration is checked once. Constants can be cyclic, which the compiler reports.
    private void Follow(ISymbol declared)
    {
        foreach (var syntax in followed.Add(declared) ? declared.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellation)) : [])
        {
            Check(syntax switch
            {
                VariableDeclaratorSyntax variable => variable.Initializer?.Value,
                EnumMemberDeclarationSyntax member => member.EqualsValue?.Value,
                ParameterSyntax parameter => parameter.Default?.Value,
                _ => null,
            });
        }
    }

    private void Check(ExpressionSyntax? expression)
    {
        // Most constants are plain literals, which are right by definition. Skipping them saves a semantic model.
        if (expression is not null && !IsPlain(expression) && compilation.ContainsSyntaxTree(expression.SyntaxTree)
            && compilation.GetSemanticModel(expression.SyntaxTree).GetOperation(expression, cancellation) is { } operation)
        {
            Check(operation);
        }
    }

    private static bool IsPlain(ExpressionSyntax expression) => expression is LiteralExpressionSyntax { Token.Value: int or double };
}
