using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossDsl.Generator.Declarations;

/// <summary>Finds the names that the meaning of source depends on: its own identifiers, those in declarations of these names, and so on.</summary>
internal static class UsedNames
{
    /// <summary>Returns the names for whole files with their method bodies. The set compares names without case, since generated files may not differ by case alone.</summary>
    /// <param name="read">The files.</param>
    /// <param name="project">The declarations of all files.</param>
    /// <param name="implied">Names that are looked up without being in the source.</param>
    public static HashSet<string> Find(IEnumerable<SyntaxTree> read, ProjectDeclarations project, IEnumerable<string> implied)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var open = new Stack<string>(implied.Concat(read.SelectMany(Identifiers)).Concat(project.SharedMentions));
        while (open.Count > 0)
        {
            var name = open.Pop();
            foreach (var mentioned in names.Add(name) ? project.Named(name).SelectMany(static d => d.Mentions) : [])
            {
                open.Push(mentioned);
            }
        }

        return names;
    }

    // Comments of the documentation refer to names too.
    private static IEnumerable<string> Identifiers(SyntaxTree tree) => tree.GetRoot().DescendantTokens(descendIntoTrivia: true)
        .Where(static token => token.IsKind(SyntaxKind.IdentifierToken)).Select(static token => token.ValueText).Distinct();
}
