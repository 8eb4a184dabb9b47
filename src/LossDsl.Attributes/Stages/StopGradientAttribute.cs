namespace LossDsl;

/// <summary>On a stage: its result is constant in the backward. On a parameter: what it binds to is constant in the backward of that stage.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Parameter, Inherited = false)]
public sealed class StopGradientAttribute : Attribute;
