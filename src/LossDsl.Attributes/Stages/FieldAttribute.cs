namespace LossDsl;

/// <summary>
/// Marks a stage whose result a type of yours computes from the values of the method, for what no formula says: skeletons, connected components, determinants. One value for each pixel and
/// class goes in, one comes out, and the type states the adjoint for the backward pass. Pixels that are not valid enter as 0.
/// </summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class FieldAttribute : Attribute
{
    /// <param name="provider">A class that implements <c>LossDsl.IFieldProvider</c> and has a public or internal constructor without parameters.</param>
    public FieldAttribute(Type provider) => Provider = provider;

    /// <summary>The class that computes the field and its adjoint.</summary>
    public Type Provider { get; }
}
