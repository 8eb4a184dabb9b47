namespace LossDsl.Kernels.Loops;

/// <summary>Output mode of a loop as a compile-time choice: the value alone, or also the gradient, which overwrites or adds to memory.</summary>
internal interface IOutputMode
{
    /// <summary>Whether kernels write the gradient.</summary>
    static abstract bool WantsGradient { get; }

    /// <summary>Whether the gradient is added to the values in memory instead of overwriting them.</summary>
    static abstract bool AddsToGradient { get; }
}

/// <summary>Output mode without a gradient: kernels compute reductions and stored fields only.</summary>
internal readonly struct ValueOnly : IOutputMode
{
    public static bool WantsGradient => false;

    public static bool AddsToGradient => false;
}

/// <summary>Output mode with a gradient that overwrites the gradient buffer.</summary>
internal readonly struct ValueAndGradient : IOutputMode
{
    public static bool WantsGradient => true;

    public static bool AddsToGradient => false;
}

/// <summary>Output mode with a gradient that is added to the gradient buffer.</summary>
internal readonly struct AddToGradient : IOutputMode
{
    public static bool WantsGradient => true;

    public static bool AddsToGradient => true;
}
