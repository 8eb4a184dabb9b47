using LossDsl.Generator.Diagnostics;
using LossDsl.Generator.Formulas;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generator.Frontend;

/// <summary>Reads the attribute of a stage that depends on the order of pixels: the share of <c>[PixelTop]</c>, and the stage that <c>[PixelAbove]</c> names.</summary>
internal sealed class OrderReader(NameLookup names, ConstantCheck constants, DiagnosticBag diagnostics)
{
    /// <summary>Returns the share, or the result of the stage that orders the pixels; null for other kinds of stages. Reports LOSS0029, and returns null, if it cannot be used.</summary>
    /// <param name="method">The stage.</param>
    /// <param name="parameters">The meaning of each parameter of the method.</param>
    public Expr? Read(StageMethod method, IReadOnlyList<Expr> parameters)
    {
        if (method.Order is not { } attribute)
        {
            return null;
        }

        var argument = attribute.ConstructorArguments.FirstOrDefault().Value;
        var (order, obstacle) = method.Kind == StageKind.PixelTop ? Share(method, parameters, attribute, argument) : Stage(argument as string ?? "");
        if (obstacle is not null)
        {
            diagnostics.Report(Descriptors.WrongOrder, attribute.ApplicationSyntaxReference?.GetSyntax().GetLocation(), method.Symbol.Name, obstacle);
        }

        return order;
    }

    private (Expr?, string?) Share(StageMethod method, IReadOnlyList<Expr> parameters, AttributeData attribute, object? argument)
    {
        if (argument is string name)
        {
            var index = method.Symbol.Parameters.ToList().FindIndex(parameter => parameter.Name == name);
            return index >= 0 && parameters[index] is Variable { Level: Level.Fixed } hyperparameter
                ? (hyperparameter, null)
                : (null, $"the method has no hyperparameter '{name}'; write a parameter with a default value, or a number");
        }

        constants.Check(attribute);
        return argument is double share and > 0 and <= 1 ? (share, null) : (null, "its share must be above 0 and at most 1");
    }

    private (Expr?, string?) Stage(string name) => names.Stage(name) switch
    {
        null => (null, $"there is no stage '{name}'; name a stage with a value for each pixel"),
        { Result.Level: not Level.Pixel } stage => (null, $"'{stage.Symbol.Name}' has a value for each region; name a stage with a value for each pixel"),
        var stage => (stage.Result, null),
    };
}
