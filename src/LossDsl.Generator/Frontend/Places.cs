using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace LossDsl.Generator.Frontend;

/// <summary>Where a part of a loss stands in the source: a method, a parameter of it, or a part of its body. Never in the model, which must be equal wherever the loss stands.</summary>
internal sealed record Place(string Stage, string? Parameter, Expr? Node, SyntaxTree Tree, TextSpan Span);

/// <summary>Collects places while a loss is read.</summary>
internal sealed class Places
{
    /// <summary>The name under which the places of a formula are kept.</summary>
    public const string Formula = "L";

    private readonly List<Place> places = [];
    private readonly HashSet<Expr> nodes = [];
    private string stage = Formula;

    /// <summary>What is added from now on is of this stage.</summary>
    public void Open(StageMethod method)
    {
        stage = method.IsFormula ? Formula : method.Result.Name;
        nodes.Clear();
        Add(null, method.Symbol.Locations[0]);
        foreach (var parameter in method.Symbol.Parameters)
        {
            Add(parameter.Name, parameter.Locations[0]);
        }
    }

    /// <summary>What a part of the source was translated to. The same thing twice stands where it is first.</summary>
    public void Add(Expr node, SyntaxNode syntax)
    {
        if (node is Apply && nodes.Add(node))
        {
            places.Add(new(stage, null, node, syntax.SyntaxTree, syntax.Span));
        }
    }

    public EquatableArray<Place> ToEquatableArray() => Collections.EquatableArray.ToEquatableArray(places);

    private void Add(string? parameter, Location location)
    {
        if (location.SourceTree is { } tree)
        {
            places.Add(new(stage, parameter, null, tree, location.SourceSpan));
        }
    }
}
