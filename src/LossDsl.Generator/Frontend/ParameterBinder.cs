using LossDsl.Generator.Diagnostics;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Text;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generator.Frontend;

/// <summary>A hyperparameter with the parameter that declares it first.</summary>
internal sealed record DeclaredHyperparameter(HyperparameterSpec Spec, IParameterSymbol Parameter);

/// <summary>Binds the parameters of formula and stages: to a map by attribute, by name to a quantity or a stage, or as a hyperparameter where there is a default value.</summary>
internal sealed class ParameterBinder(IReadOnlyList<StageMethod> stages, ConstantCheck constants, DiagnosticBag diagnostics)
{
    private readonly BoundNames names = new(stages);
    private readonly List<DeclaredHyperparameter> hyperparameters = [];
    private readonly List<MapSpec> maps = [];

    public IReadOnlyList<DeclaredHyperparameter> Hyperparameters => hyperparameters;

    public IReadOnlyList<MapSpec> Maps => maps;

    /// <summary>What each parameter of a stage stands for.</summary>
    public IReadOnlyList<Expr> Bind(StageMethod stage) => [.. stage.Symbol.Parameters.Select(parameter => Bind(parameter, stage))];

    private Expr Bind(IParameterSymbol parameter, StageMethod stage)
    {
        if (parameter.Type.SpecialType != SpecialType.System_Double || parameter.RefKind != RefKind.None)
        {
            diagnostics.Report(Descriptors.WrongParameter, parameter.Locations[0], parameter.Name, TypeAdvice.Modifier(parameter) + parameter.Type.ToDisplayString(), TypeAdvice.OfParameter(parameter));
            return double.NaN;
        }

        return Map(parameter, stage) ?? Lost(parameter, stage) ?? Quantity(parameter, stage) ?? Stage(parameter, stage) ?? Hyperparameter(parameter) ?? Unbound(parameter, stage);
    }

    // What a parameter says of itself where its name has a meaning already.
    private Expr? Lost(IParameterSymbol parameter, StageMethod stage)
    {
        var meaning = names.Meaning(parameter.Name, stage);
        if (parameter.HasExplicitDefaultValue && (meaning ?? (names.ReaderOfMap(parameter.Name) is { } reader ? $"the map that '{reader.Symbol.Name}' reads" : null)) is { } taken)
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

    private static Expr? Quantity(IParameterSymbol parameter, StageMethod stage) => BoundNames.Quantities(stage).FirstOrDefault(quantity => BoundNames.Same(parameter.Name, quantity.Name));

    private Expr? Stage(IParameterSymbol parameter, StageMethod reader)
    {
        var stage = names.Stage(parameter.Name);
        if (stage is { Result.Level: Level.Pixel } && !reader.IsOverPixels)
        {
            diagnostics.Report(Descriptors.NotReduced, parameter.Locations[0], parameter.Name, stage.Symbol.Name, reader.Symbol.Name);
        }

        return stage?.Result;
    }

    private Expr? Map(IParameterSymbol parameter, StageMethod stage)
    {
        if (MapReader.Read(parameter) is not { } map)
        {
            return null;
        }

        var known = maps.FirstOrDefault(known => BoundNames.Same(known.Variable.Name, map.Variable.Name));
        var obstacle = MapReader.Obstacle(parameter, names.Meaning(parameter.Name, stage))
            ?? (!stage.IsOverPixels ? $"'{stage.Symbol.Name}' is evaluated for each region, a map has a value for each pixel"
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

    private Expr? Hyperparameter(IParameterSymbol parameter)
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

    private Expr Unbound(IParameterSymbol parameter, StageMethod stage)
    {
        var accepted = BoundNames.Quantities(stage).Select(static q => q.Name).Concat(stages.Where(s => s != stage && !s.IsFormula).Select(static s => s.Symbol.Name));
        var advice = names.ReaderOfMap(parameter.Name) is { } reader
            ? $". A map needs its attribute here too, as in '{reader.Symbol.Name}'"
            : QuantityWords.Meant(parameter.Name) is { } quantity ? Advice(parameter, quantity, stage) : "";
        diagnostics.Report(Descriptors.UnboundParameter, parameter.Locations[0], parameter.Name, string.Join(", ", accepted), advice);
        return double.NaN;
    }

    private static string Advice(IParameterSymbol parameter, Variable quantity, StageMethod stage)
    {
        var subject = BoundNames.Same(parameter.Name, quantity.Name) ? $"'{quantity.Name}' is" : $"If you mean '{quantity.Name}',";
        var rest = BoundNames.Quantities(stage).Contains(quantity) ? ", rename the parameter"
            : stage.Kind == StageKind.Formula ? ": add [PixelMean] to the formula, as in [Formula, PixelMean]"
            : ": read it in a stage with [PixelMean] or [PixelSum]";
        return $". {subject} {QuantityWords.Meaning(quantity)}{rest}";
    }
}
