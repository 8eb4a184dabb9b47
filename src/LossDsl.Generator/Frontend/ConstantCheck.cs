using LossDsl.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Generator.Frontend;

/// <summary>
/// Looks into constants, of which a formula keeps the value alone: into their parts, and into the declarations that they name.
/// A constant of another assembly has no source, and nothing is said of it.
/// </summary>
internal sealed class ConstantCheck(Compilation compilation, DiagnosticBag diagnostics, CancellationToken cancellation)
{
    private readonly HashSet<ISymbol> seen = new(SymbolEqualityComparer.Default);

    /// <summary>Checks an expression whose value is constant.</summary>
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

    /// <summary>Checks the arguments of an attribute that are doubles.</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="property">The property that is a double; all arguments are if null.</param>
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

    // A declaration can be reached on several ways, and constants may not even end: the compiler reports a circle.
    private void Follow(ISymbol declared)
    {
        foreach (var syntax in seen.Add(declared) ? declared.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellation)) : [])
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
        // Most constants are a plain number, which needs no look at what it means.
        if (expression is not null && !IsPlain(expression) && compilation.ContainsSyntaxTree(expression.SyntaxTree)
            && compilation.GetSemanticModel(expression.SyntaxTree).GetOperation(expression, cancellation) is { } operation)
        {
            Check(operation);
        }
    }

    private static bool IsPlain(ExpressionSyntax expression) => expression is LiteralExpressionSyntax { Token.Value: int or double };
}
