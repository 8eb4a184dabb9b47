using LossDsl.Generator.Collections;

namespace LossDsl.Generator.Formulas;

/// <summary>
/// Model of a stub. A stub is the class that is generated for a loss with an error, so that one mistake does not cause further errors where the loss is used.
/// The model contains text only, so that the compiler can cache it.
/// </summary>
/// <param name="Class">The user's class.</param>
/// <param name="Name">The name of the loss in messages.</param>
/// <param name="Parameters">The hyperparameters, as far as they can be read.</param>
/// <param name="Inputs">The names of the inputs, as far as they can be read.</param>
/// <param name="HasCatalogEntry">Whether the stub declares the member <c>CatalogEntry</c>; false if the user's class has a member of that name.</param>
/// <param name="Errors">The text of the errors, as the compiler reports them.</param>
internal sealed record StubSpec(ClassSpec Class, string Name, EquatableArray<StubParameter> Parameters, EquatableArray<string> Inputs, bool HasCatalogEntry, string Errors)
{
    /// <summary>Creates the stub of a loss that was read without errors, but could not be compiled.</summary>
    public static StubSpec From(LossSpec loss, string errors) =>
        new(loss.Class, loss.Citation.Name, loss.Hyperparameters.Select(static h => new StubParameter(h.Name, "double", h.Default, HasProperty: true)).ToEquatableArray(), loss.Inputs.Select(static input => input.Name).ToEquatableArray(), HasCatalogEntry: true, errors);
}

/// <summary>Hyperparameter of a stub: a parameter of its constructor.</summary>
/// <param name="Name">The name of the parameter.</param>
/// <param name="Type">The C# type.</param>
/// <param name="Default">The default value; NaN if none can be read.</param>
/// <param name="HasProperty">Whether the stub declares a property for it; false if that name is taken.</param>
internal sealed record StubParameter(string Name, string Type, double Default, bool HasProperty);
