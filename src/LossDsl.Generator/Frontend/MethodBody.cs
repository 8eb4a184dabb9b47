using LossDsl.Generator.Formulas;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Generator.Frontend;

/// <summary>Finds the body of a method in the source, in whichever file it is.</summary>
internal static class MethodBody
{
    // Operations of more than this would end the stack while the compiler makes them, which it does without a look at what is left.
    private const int MostNested = 2 * Expr.MostNested;

    /// <exception cref="InsufficientExecutionStackException">Expressions enclose each other too often; the compiler throws the same elsewhere.</exception>
    public static IBlockOperation? Find(IMethodSymbol method, Compilation compilation, CancellationToken cancellation)
    {
        var implementation = method.PartialImplementationPart ?? method;
        var bodies = implementation.DeclaringSyntaxReferences
            .Select(reference => reference.GetSyntax(cancellation))
            .Where(syntax => compilation.ContainsSyntaxTree(syntax.SyntaxTree))
            .Select(syntax => IsTooDeep(syntax) ? throw new InsufficientExecutionStackException() : Body(compilation.GetSemanticModel(syntax.SyntaxTree).GetOperation(syntax, cancellation)));
        return bodies.FirstOrDefault(static body => body is not null);
    }

    private static bool IsTooDeep(SyntaxNode body)
    {
        var open = new Stack<(SyntaxNode Node, int Depth)>([(body, 0)]);
        while (open.Count > 0)
        {
            var (node, depth) = open.Pop();
            if (depth > MostNested)
            {
                return true;
            }

            foreach (var child in node.ChildNodes())
            {
                open.Push((child, child is ExpressionSyntax and not ParenthesizedExpressionSyntax ? depth + 1 : depth));
            }
        }

        return false;
    }

    private static IBlockOperation? Body(IOperation? operation) => operation switch
    {
        IMethodBodyOperation method => method.BlockBody ?? method.ExpressionBody,
        ILocalFunctionOperation function => function.Body,
        _ => null,
    };
}
