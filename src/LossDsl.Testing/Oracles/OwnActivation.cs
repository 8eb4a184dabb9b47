using System.Reflection;

namespace LossDsl.Testing.Oracles;

/// <summary>Resolves the activation that options leave open from the attribute of the loss class, independently of the generator and of the metadata.</summary>
internal static class OwnActivation
{
    public static LossOptions Resolve(LossOptions options, Type loss) =>
        options with { Activation = options.Activation ?? loss.GetCustomAttribute<LossAttribute>()!.Activation };
}
