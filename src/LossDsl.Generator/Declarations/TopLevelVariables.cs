using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossDsl.Generator.Declarations;

/// <summary>Finds the names that a top-level statement declares outside nested blocks: variables, local functions, and variables in patterns and arguments.</summary>
internal static class TopLevelVariables
{
    /// <summary>Returns the names that a statement declares.</summary>
    public static string[] Find(GlobalStatementSyntax statement) =>
        [.. statement.DescendantNodes(static node => !DeclarationText.IsBody(node)).Select(Name).OfType<string>()];

    private static string? Name(SyntaxNode node) => node switch
    {
        VariableDeclaratorSyntax variable => variable.Identifier.ValueText,
        SingleVariableDesignationSyntax variable => variable.Identifier.ValueText,
        LocalFunctionStatementSyntax function => function.Identifier.ValueText,
        _ => null,
    };
}
