namespace LossDsl;

/// <summary>
/// Stops the gradient. On a stage, the result of the stage is constant in the backward pass. On a parameter, the value that the parameter binds to is constant in the
/// backward pass of that stage only.
/// </summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Parameter, Inherited = false)]
public sealed class StopGradientAttribute : Attribute;
