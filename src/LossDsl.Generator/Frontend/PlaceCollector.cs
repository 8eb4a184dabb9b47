using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace LossDsl.Generator.Frontend;

/// <summary>
/// Source position of a part of a loss: of a method, a parameter, or an expression in a body. Places stay outside the model of a loss. A loss that
/// only moves in the file then keeps an equal model, and is not compiled anew.
/// </summary>
/// <param name="Stage">The result name of the stage; <see cref="PlaceCollector.Formula"/> for the formula.</param>
/// <param name="Parameter">The name of the parameter; null for a method or an expression.</param>
/// <param name="Node">The expression as translated; null for a method or a parameter.</param>
/// <param name="Tree">The syntax tree.</param>
/// <param name="Span">The span in <paramref name="Tree"/>.</param>
internal sealed record SourcePlace(string Stage, string? Parameter, Expr? Node, SyntaxTree Tree, TextSpan Span);

/// <summary>Collection of the source positions of one loss. The translator fills the collection, and findings of the analysis use it to point to the source.</summary>
internal sealed class PlaceCollector
{
    /// <summary>The value of <see cref="SourcePlace.Stage"/> for the formula.</summary>
    public const string Formula = "L";

    private readonly List<SourcePlace> places = [];
    private readonly HashSet<Expr> nodes = [];
    private string stage = Formula;

    /// <summary>Begins a method: adds the places of the method and its parameters, and assigns later expressions to it.</summary>
    public void BeginMethod(StageMethod method)
    {
        stage = method.IsFormula ? Formula : method.Result.Name;
        nodes.Clear();
        Add(null, method.Symbol.Locations[0]);
        foreach (var parameter in method.Symbol.Parameters)
        {
            Add(parameter.Name, parameter.Locations[0]);
        }
    }

    /// <summary>Adds the place of a translated expression. Only the first occurrence of equal expressions in a method is kept; constants and variables have no place.</summary>
    public void Add(Expr node, SyntaxNode syntax)
    {
        if (node is Apply && nodes.Add(node))
        {
            places.Add(new(stage, null, node, syntax.SyntaxTree, syntax.Span));
        }
    }

    public EquatableArray<SourcePlace> ToEquatableArray() => Collections.EquatableArray.ToEquatableArray(places);

    private void Add(string? parameter, Location location)
    {
        if (location.SourceTree is { } tree)
        {
            places.Add(new(stage, parameter, null, tree, location.SourceSpan));
        }
    }
}
