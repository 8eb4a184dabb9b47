using System.Reflection;

namespace LossDsl.Conformance.Oracles;

/// <summary>The activation that options leave open, read from the attribute of the loss: neither the generator nor the metadata has a part in it.</summary>
internal static class OwnActivation
{
    public static LossOptions Resolve(LossOptions options, Type loss) =>
        options with { Activation = options.Activation ?? loss.GetCustomAttribute<LossAttribute>()!.Activation };
}
