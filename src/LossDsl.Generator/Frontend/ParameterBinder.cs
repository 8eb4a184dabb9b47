using LossDsl.Generator.Diagnostics;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Text;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generator.Frontend;

/// <summary>A hyperparameter with the parameter that declares it first.</summary>
internal sealed record DeclaredHyperparameter(HyperparameterSpec Spec, IParameterSymbol Parameter);

/// <summary>Binds the parameters of formula and stages by name: to a quantity, to a stage, to a map, or as a hyperparameter where there is a default value.</summary>
internal sealed class ParameterBinder(IReadOnlyList<StageMethod> stages, DiagnosticBag diagnostics)
{
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
            var modifier = parameter.RefKind switch
            {
                RefKind.None => "",
                RefKind.RefReadOnlyParameter => "ref readonly ",
                var kind => kind.ToString().ToLowerInvariant() + " ",
            };
            diagnostics.Report(Descriptors.WrongParameter, parameter.Locations[0], parameter.Name, modifier + parameter.Type.ToDisplayString());
            return double.NaN;
        }

        return Quantity(parameter, stage) ?? Stage(parameter, stage) ?? Map(parameter, stage) ?? Hyperparameter(parameter) ?? Unbound(parameter, stage);
    }

    private static Expr? Quantity(IParameterSymbol parameter, StageMethod stage) => Quantities(stage).FirstOrDefault(quantity => IsNamed(parameter, quantity.Name));

    private Expr? Stage(IParameterSymbol parameter, StageMethod reader)
    {
        var stage = stages.FirstOrDefault(s => !s.IsFormula && IsNamed(parameter, s.Symbol.Name));
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

        if (MapReader.Obstacle(parameter) is { } obstacle)
        {
            diagnostics.Report(Descriptors.WrongMap, parameter.Locations[0], parameter.Name, obstacle);
            return map.Variable;
        }

        if (!stage.IsOverPixels)
        {
            diagnostics.Report(Descriptors.WrongMap, parameter.Locations[0], parameter.Name, $"'{stage.Symbol.Name}' is evaluated for each region, a map has a value for each pixel");
        }
        else if (maps.FirstOrDefault(known => known.Variable.Equals(map.Variable)) is { } known && known != map)
        {
            diagnostics.Report(Descriptors.WrongMap, parameter.Locations[0], parameter.Name, "another parameter of that name is another map");
        }
        else if (!maps.Contains(map))
        {
            maps.Add(map);
        }

        return map.Variable;
    }

    private Expr? Hyperparameter(IParameterSymbol parameter)
    {
        if (!parameter.HasExplicitDefaultValue)
        {
            return null;
        }

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

    private Expr Unbound(IParameterSymbol parameter, StageMethod stage)
    {
        var accepted = Quantities(stage).Select(static q => q.Name).Concat(stages.Where(s => s != stage && !s.IsFormula).Select(static s => s.Symbol.Name));
        diagnostics.Report(Descriptors.UnboundParameter, parameter.Locations[0], parameter.Name, string.Join(", ", accepted));
        return double.NaN;
    }

    private static IReadOnlyList<Variable> Quantities(StageMethod stage) => stage.IsOverPixels ? Formulas.Quantities.OfPixel : Formulas.Quantities.OfRegion;

    private static bool IsNamed(IParameterSymbol parameter, string name) => string.Equals(parameter.Name, name, StringComparison.OrdinalIgnoreCase);
}
