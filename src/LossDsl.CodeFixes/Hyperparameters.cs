using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossDsl.CodeFixes;

/// <summary>A hyperparameter as it is declared: its default, and the two numbers of <c>[Range]</c>.</summary>
internal sealed record Declared(ParameterSyntax Parameter, ExpressionSyntax Default, AttributeSyntax Range, IReadOnlyList<AttributeArgumentSyntax> Bounds, double Value, double Minimum, double Maximum)
{
    /// <summary>Reads a parameter; null where it is no hyperparameter with a range of numbers.</summary>
    public static Declared? Of(ParameterSyntax parameter, SemanticModel model)
    {
        var range = parameter.AttributeLists.SelectMany(static list => list.Attributes)
            .FirstOrDefault(a => model.GetTypeInfo(a).Type?.ToDisplayString() == Hyperparameters.RangeAttribute);
        return parameter.Default?.Value is { } value && range?.ArgumentList?.Arguments is [var low, var high, ..]
            && Number(value) is { } number && Number(low.Expression) is { } minimum && Number(high.Expression) is { } maximum
            ? new(parameter, value, range, [low, high], number, minimum, maximum)
            : null;

        double? Number(ExpressionSyntax expression) => model.GetConstantValue(expression).Value switch
        {
            double number => number,
            int number => number,
            _ => null,
        };
    }
}

/// <summary>The hyperparameters of a loss: the same name in several methods is the same one.</summary>
internal static class Hyperparameters
{
    public const string RangeAttribute = "System.ComponentModel.DataAnnotations.RangeAttribute";

    /// <summary>Every declaration of a name in the class that a node is in.</summary>
    public static IReadOnlyList<ParameterSyntax> Named(SyntaxNode node, string name) => node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type ? [] :
        [.. type.Members.OfType<MethodDeclarationSyntax>().Where(static m => m.AttributeLists.Count > 0).SelectMany(static m => m.ParameterList.Parameters).Where(p => p.Identifier.ValueText == name)];
}
