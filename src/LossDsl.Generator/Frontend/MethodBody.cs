using LossDsl.Generator.Formulas;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Generator.Frontend;

/// <summary>Finds the body of a method in the source of the project, in any file.</summary>
internal static class MethodBody
{
    // The compiler builds operations recursively without checking the remaining stack. Deeper expressions would overflow it.
    private const int MostNested = 2 * Expr.MostNested;

    /// <summary>Returns the body of a method or local function. Returns null if the project's source has none, as for an extern method.</summary>
    /// <exception cref="InsufficientExecutionStackException">Expressions are nested too deeply. The compiler throws the same type for deep nesting.</exception>
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
