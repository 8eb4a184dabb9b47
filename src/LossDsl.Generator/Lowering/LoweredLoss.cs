using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Lowering;

/// <summary>A loss with its plan, or with the reason why there is none: a fault of the generator, which must not stop the compilation.</summary>
internal sealed record LoweredLoss(string Name, LossPlan? Plan, string? Failure)
{
    public static LoweredLoss Of(LossSpec spec)
    {
        try
        {
            return new(spec.Class.Name, Planner.Lower(spec), null);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new(spec.Class.Name, null, $"{exception.GetType().Name}: {exception.Message}");
        }
    }
}
