using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossDsl.CodeFixes;

/// <summary>Declaration of a hyperparameter in source: a parameter with a default value and a <c>[Range]</c> of two numbers.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="Default">The default value as source.</param>
/// <param name="Range">The attribute <c>[Range]</c>.</param>
/// <param name="Bounds">The arguments for minimum and maximum.</param>
/// <param name="Value">The default value.</param>
/// <param name="Minimum">The value of the first bound.</param>
/// <param name="Maximum">The value of the second bound.</param>
internal sealed record HyperparameterDeclaration(ParameterSyntax Parameter, ExpressionSyntax Default, AttributeSyntax Range, IReadOnlyList<AttributeArgumentSyntax> Bounds, double Value, double Minimum, double Maximum)
{
    /// <summary>Reads a parameter. Returns null if a constant default value or a range of two constant numbers is missing.</summary>
    public static HyperparameterDeclaration? Read(ParameterSyntax parameter, SemanticModel model)
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

/// <summary>Finds all declarations of a hyperparameter in a loss class. Parameters of one name in several methods are one hyperparameter, so a fix must change all of them.</summary>
internal static class Hyperparameters
{
    /// <summary>The qualified name of <c>[Range]</c>.</summary>
    public const string RangeAttribute = "System.ComponentModel.DataAnnotations.RangeAttribute";

    /// <summary>Returns every parameter of this name in the methods with attributes of the class around a node.</summary>
    public static IReadOnlyList<ParameterSyntax> Named(SyntaxNode node, string name) => node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type ? [] :
        [.. type.Members.OfType<MethodDeclarationSyntax>().Where(static m => m.AttributeLists.Count > 0).SelectMany(static m => m.ParameterList.Parameters).Where(p => p.Identifier.ValueText == name)];
}
