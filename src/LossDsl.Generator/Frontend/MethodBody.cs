using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Generator.Frontend;

/// <summary>Finds the body of a method in the source, in whichever file it is.</summary>
internal static class MethodBody
{
    public static IBlockOperation? Find(IMethodSymbol method, Compilation compilation, CancellationToken cancellation)
    {
        var implementation = method.PartialImplementationPart ?? method;
        var bodies = implementation.DeclaringSyntaxReferences
            .Select(reference => reference.GetSyntax(cancellation))
            .Where(syntax => compilation.ContainsSyntaxTree(syntax.SyntaxTree))
            .Select(syntax => Body(compilation.GetSemanticModel(syntax.SyntaxTree).GetOperation(syntax, cancellation)));
        return bodies.FirstOrDefault(static body => body is not null);
    }

    private static IBlockOperation? Body(IOperation? operation) => operation switch
    {
        IMethodBodyOperation method => method.BlockBody ?? method.ExpressionBody,
        ILocalFunctionOperation function => function.Body,
        _ => null,
    };
}
