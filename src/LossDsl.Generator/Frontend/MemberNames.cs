using LossDsl.Generator.Diagnostics;
using LossDsl.Generator.Text;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generator.Frontend;

/// <summary>Every hyperparameter becomes a property; its name must be free.</summary>
internal static class MemberNames
{
    // Written by the generator beside the properties.
    private static readonly string[] Generated = ["CatalogEntry", "Evaluate", .. Enumerable.Range(1, 9).Select(static number => $"Pass{number}")];

    public static void Check(INamedTypeSymbol type, INamedTypeSymbol? runtime, IEnumerable<DeclaredHyperparameter> hyperparameters, DiagnosticBag diagnostics)
    {
        var taken = new HashSet<string>(Generated.Append(type.Name).Concat(type.MemberNames).Concat(Inherited(runtime)), StringComparer.Ordinal);
        foreach (var hyperparameter in hyperparameters)
        {
            var property = Names.ToPascalCase(hyperparameter.Spec.Name);
            if (!taken.Add(property))
            {
                diagnostics.Report(Descriptors.NameTaken, hyperparameter.Parameter.Locations[0], hyperparameter.Spec.Name, property);
            }
        }
    }

    private static IEnumerable<string> Inherited(INamedTypeSymbol? type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            foreach (var name in current.MemberNames)
            {
                yield return name;
            }
        }
    }
}
