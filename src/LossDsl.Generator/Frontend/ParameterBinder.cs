using LossDsl.Generator.Diagnostics;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Text;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generator.Frontend;

/// <summary>Hyperparameter together with the parameter that first declares it in the source.</summary>
/// <param name="Spec">The name, default value and range.</param>
/// <param name="Parameter">The first parameter with that name.</param>
internal sealed record DeclaredHyperparameter(HyperparameterSpec Spec, IParameterSymbol Parameter);

/// <summary>
/// Binder that assigns a meaning to each parameter of a formula or stage, and collects the hyperparameters, maps and inputs of the loss. A parameter binds to a map or an input by its attribute,
/// to a quantity or stage by its name, or becomes a hyperparameter by its default value.
/// </summary>
internal sealed class ParameterBinder(IReadOnlyList<StageMethod> stages, ConstantCheck constants, DiagnosticBag diagnostics)
{
    private readonly NameLookup names = new(stages);
    private readonly List<DeclaredHyperparameter> hyperparameters = [];
    private readonly List<MapSpec> maps = [];
    private readonly InputBinder inputs = new(new(stages), constants, diagnostics);

    /// <summary>The hyperparameters of the methods bound so far, in the order of their first declaration.</summary>
    public IReadOnlyList<DeclaredHyperparameter> Hyperparameters => hyperparameters;

    /// <summary>The maps that the methods bound so far read, each once.</summary>
    public IReadOnlyList<MapSpec> Maps => maps;

    /// <summary>The inputs that the methods bound so far read, each once.</summary>
    public IReadOnlyList<InputSpec> Inputs => inputs.Inputs;

    /// <summary>Binds all parameters of a method. Returns one expression for each, NaN for a parameter with an error, which is reported.</summary>
    public IReadOnlyList<Expr> Bind(StageMethod stage) => [.. stage.Symbol.Parameters.Select(parameter => Bind(parameter, stage))];

    private Expr Bind(IParameterSymbol parameter, StageMethod stage)
    {
        if (parameter.Type.SpecialType != SpecialType.System_Double || parameter.RefKind != RefKind.None)
        {
            diagnostics.Report(Descriptors.WrongParameter, parameter.Locations[0], parameter.Name, TypeAdvice.Modifier(parameter) + parameter.Type.ToDisplayString(), TypeAdvice.ForPlainDouble(parameter));
            return double.NaN;
        }

        return inputs.Bind(parameter, stage) ?? BindMap(parameter, stage) ?? CheckDefaultAndRange(parameter, stage) ?? BindQuantity(parameter, stage) ?? BindStage(parameter, stage)
            ?? BindHyperparameter(parameter) ?? ReportUnbound(parameter, stage);
    }

    // A default value or a range has no effect on a parameter whose name already has a meaning. Returns NaN after an error, otherwise null.
    private Expr? CheckDefaultAndRange(IParameterSymbol parameter, StageMethod stage)
    {
        var meaning = names.Describe(parameter.Name, stage);
        if (parameter.HasExplicitDefaultValue && (meaning ?? DescribeMapOrInput(parameter.Name)) is { } taken)
        {
            diagnostics.Report(Descriptors.DefaultIsLost, parameter.Locations[0], parameter.Name, taken);
            return double.NaN;
        }

        if (meaning is not null && parameter.FindAttribute(SymbolNames.RangeAttribute) is { } range)
        {
            diagnostics.Report(Descriptors.RangeIsLost, range.ApplicationSyntaxReference?.GetSyntax().GetLocation(), parameter.Name, meaning);
        }

        return null;
    }

    // What a method with an attribute makes of a name that this parameter has without it.
    private string? DescribeMapOrInput(string name) =>
        names.ReaderOfMap(name) is { } ofMap ? $"the map that '{ofMap.Symbol.Name}' reads"
        : names.ReaderOfInput(name) is { } ofInput ? $"the input that '{ofInput.Symbol.Name}' reads"
        : null;

    private static Expr? BindQuantity(IParameterSymbol parameter, StageMethod stage) => NameLookup.Quantities(stage).FirstOrDefault(quantity => NameLookup.AreEqual(parameter.Name, quantity.Name));

    private Expr? BindStage(IParameterSymbol parameter, StageMethod reader)
    {
        var stage = names.Stage(parameter.Name);
        if (stage is { Result.Level: Level.Pixel } && !reader.IsEvaluatedPerPixel)
        {
            diagnostics.Report(Descriptors.NotReduced, parameter.Locations[0], parameter.Name, stage.Symbol.Name, reader.Symbol.Name, "pixel",
                reader.Kind.IsOverImages() ? "image" : "region", reader.Kind.IsOverImages() ? "[PixelSum] or [PixelMean], then with [ClassSum] or [ClassMean]" : "[PixelSum] or [PixelMean]");
        }
        else if (stage is { Result.Level: Level.Region } && reader.Kind.IsOverImages())
        {
            diagnostics.Report(Descriptors.NotReduced, parameter.Locations[0], parameter.Name, stage.Symbol.Name, reader.Symbol.Name, "region", "image", "[ClassSum] or [ClassMean]");
        }

        return stage?.Result;
    }

    private Expr? BindMap(IParameterSymbol parameter, StageMethod stage)
    {
        if (MapReader.Read(parameter) is not { } map)
        {
            return null;
        }

        var known = maps.FirstOrDefault(known => NameLookup.AreEqual(known.Variable.Name, map.Variable.Name));
        var obstacle = MapReader.Obstacle(parameter, names.Describe(parameter.Name, stage))
            ?? (!stage.IsEvaluatedPerPixel ? $"'{stage.Symbol.Name}' is evaluated for each region, a map has a value for each pixel"
                : known is not null && known != map with { Variable = known.Variable } ? "another parameter of that name is another map"
                : null);
        if (obstacle is not null)
        {
            diagnostics.Report(Descriptors.WrongMap, parameter.Locations[0], parameter.Name, obstacle);
            return double.NaN;
        }

        Check(parameter, constants);
        if (known is null)
        {
            maps.Add(map);
        }

        return (known ?? map).Variable;
    }

    private Expr? BindHyperparameter(IParameterSymbol parameter)
    {
        if (!parameter.HasExplicitDefaultValue)
        {
            return null;
        }

        Check(parameter, constants);
        var known = hyperparameters.FirstOrDefault(h => h.Spec.Name == parameter.Name);
        if (known is null)
        {
            known = new(HyperparameterReader.Read(parameter, diagnostics), parameter);
            hyperparameters.Add(known);
            return known.Spec.Variable;
        }

        var again = HyperparameterReader.Read(parameter, diagnostics);
        if (again != known.Spec)
        {
            diagnostics.Report(
                Descriptors.DifferentHyperparameters, parameter.Locations[0], parameter.Name,
                Numbers.ToDisplay(again.Default), again.Range, Numbers.ToDisplay(known.Spec.Default), known.Spec.Range, known.Parameter.ContainingSymbol.Name);
        }

        return known.Spec.Variable;
    }

    private static void Check(IParameterSymbol parameter, ConstantCheck constants)
    {
        constants.CheckDefault(parameter);
        if (parameter.FindAttribute(SymbolNames.RangeAttribute) is { } range)
        {
            constants.Check(range);
        }
    }

    private Expr ReportUnbound(IParameterSymbol parameter, StageMethod stage)
    {
        var accepted = NameLookup.Quantities(stage).Select(static q => q.Name).Concat(stages.Where(s => s != stage && !s.IsFormula).Select(static s => s.Symbol.Name));
        var advice = names.ReaderOfMap(parameter.Name) is { } reader
            ? $". A map needs its attribute here too, as in '{reader.Symbol.Name}'"
            : names.ReaderOfInput(parameter.Name) is { } readerOfInput ? $". An input needs its attribute here too, as in '{readerOfInput.Symbol.Name}'"
            : QuantityWords.Guess(parameter.Name) is { } quantity ? Advice(parameter, quantity, stage) : "";
        diagnostics.Report(Descriptors.UnboundParameter, parameter.Locations[0], parameter.Name, string.Join(", ", accepted), advice);
        return double.NaN;
    }

    private static string Advice(IParameterSymbol parameter, Variable quantity, StageMethod stage)
    {
        var subject = NameLookup.AreEqual(parameter.Name, quantity.Name) ? $"'{quantity.Name}' is" : $"If you mean '{quantity.Name}',";
        var rest = NameLookup.Quantities(stage).Contains(quantity) ? ", rename the parameter"
            : stage.Kind == StageKind.Formula ? ": add [PixelMean] to the formula, as in [Formula, PixelMean]"
            : stage.Kind.IsOverImages() && Quantities.RegionParameters.Contains(quantity) ? ": read it in a stage with [ClassMean] or [ClassSum]"
            : ": read it in a stage with [PixelMean] or [PixelSum]";
        return $". {subject} {QuantityWords.Meaning(quantity)}{rest}";
    }
}
