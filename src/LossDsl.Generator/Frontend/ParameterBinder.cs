using LossDsl.Generator.Collections;
using LossDsl.Generator.Diagnostics;
using LossDsl.Generator.Formulas;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generator.Frontend;

/// <summary>Binds the parameters of a formula by name: to a quantity of the region, or as a hyperparameter where there is a default value.</summary>
internal static class ParameterBinder
{
    public static (Scope Scope, EquatableArray<HyperparameterSpec> Hyperparameters) Bind(IMethodSymbol formula, DiagnosticBag diagnostics)
    {
        var scope = new Scope();
        List<HyperparameterSpec> hyperparameters = [];
        foreach (var parameter in formula.Parameters)
        {
            scope[parameter] = double.NaN;
            if (parameter.Type.SpecialType != SpecialType.System_Double || parameter.RefKind != RefKind.None)
            {
                var modifier = parameter.RefKind switch
                {
                    RefKind.None => "",
                    RefKind.RefReadOnlyParameter => "ref readonly ",
                    var kind => kind.ToString().ToLowerInvariant() + " ",
                };
                diagnostics.Report(Descriptors.WrongParameter, parameter.Locations[0], parameter.Name, modifier + parameter.Type.ToDisplayString());
            }
            else if (Quantities.OfRegion.FirstOrDefault(q => string.Equals(q.Name, parameter.Name, StringComparison.OrdinalIgnoreCase)) is { } quantity)
            {
                scope[parameter] = quantity;
            }
            else if (parameter.HasExplicitDefaultValue)
            {
                var hyperparameter = HyperparameterReader.Read(parameter, diagnostics);
                hyperparameters.Add(hyperparameter);
                scope[parameter] = hyperparameter.Variable;
            }
            else
            {
                var accepted = string.Join(", ", Quantities.OfRegion.Select(static q => q.Name));
                diagnostics.Report(Descriptors.UnboundParameter, parameter.Locations[0], parameter.Name, accepted);
            }
        }

        return (scope, hyperparameters.ToEquatableArray());
    }
}
