using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Lowering;

/// <summary>A loss with its plan, or with the reason why there is none: a fault of the generator, which must not stop the compilation.</summary>
internal sealed record LoweredLoss(LossSpec Spec, LossPlan? Plan, string? Failure)
{
    /// <summary>The name of the class.</summary>
    public string Name => Spec.Class.Name;

    public static LoweredLoss Lower(LossSpec spec)
    {
        try
        {
            return new(spec, Planner.Lower(spec), null);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new(spec, null, $"{exception.GetType().Name}: {exception.Message}");
        }
    }
}
