using Xunit.Abstractions;

namespace LossDsl.Platforms;

/// <summary>Options of xunit's engine: none is set, so that each has its default.</summary>
internal sealed class Options : ITestFrameworkDiscoveryOptions, ITestFrameworkExecutionOptions
{
    private readonly Dictionary<string, object?> values = [];

    /// <inheritdoc/>
    public TValue GetValue<TValue>(string name) => values.TryGetValue(name, out var value) ? (TValue)value! : default!;

    /// <inheritdoc/>
    public void SetValue<TValue>(string name, TValue value) => values[name] = value;
}
