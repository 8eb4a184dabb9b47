using Microsoft.CodeAnalysis;

namespace LossDsl.Generator.Frontend;

/// <summary>Checks the types that attributes name as providers of maps and fields: generated code creates them without arguments.</summary>
internal static class Providers
{
    /// <summary>Whether a type is a class that implements an interface and that generated code can create.</summary>
    /// <param name="type">The type that an attribute names.</param>
    /// <param name="contract">The qualified name of the interface.</param>
    public static bool Implements(INamedTypeSymbol type, string contract) =>
        type is { IsUnboundGenericType: false, IsAbstract: false }
        && type.AllInterfaces.Any(i => i.QualifiedName() == contract)
        && type.InstanceConstructors.Any(static c => c.Parameters.Length == 0 && c.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal);
}
