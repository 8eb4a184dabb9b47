using LossDsl.Generator.Collections;

namespace LossDsl.Generator.Formulas;

/// <summary>A loss with an error, as its stub needs it: text alone, so that the compiler can cache it.</summary>
/// <param name="Class">The user's class.</param>
/// <param name="Name">The name that messages use.</param>
/// <param name="Parameters">The hyperparameters, as far as they can be read.</param>
/// <param name="HasCatalogEntry">The user has no member of that name.</param>
/// <param name="Errors">The errors, as the compiler reports them.</param>
internal sealed record StubSpec(ClassSpec Class, string Name, EquatableArray<StubParameter> Parameters, bool HasCatalogEntry, string Errors)
{
    /// <summary>The stub of a loss that was read, and then not compiled.</summary>
    public static StubSpec From(LossSpec loss, string errors) =>
        new(loss.Class, loss.Citation.Name, loss.Hyperparameters.Select(static h => new StubParameter(h.Name, "double", h.Default, HasProperty: true)).ToEquatableArray(), HasCatalogEntry: true, errors);
}

/// <summary>A hyperparameter of a stub.</summary>
/// <param name="Name">The name of the parameter.</param>
/// <param name="Type">Its type, as C# writes it.</param>
/// <param name="Default">The default value; not a number where it has none that can be read.</param>
/// <param name="HasProperty">The name of its property is free.</param>
internal sealed record StubParameter(string Name, string Type, double Default, bool HasProperty);
