using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Lowering;

/// <summary>Result of lowering one loss: its plan, or the failure of the generator that prevented a plan. A failure must not stop the compilation of other losses.</summary>
/// <param name="Spec">The loss as the frontend read it.</param>
/// <param name="Plan">The plan, or null after a failure.</param>
/// <param name="Failure">The exception's type and message, or null if there is a plan.</param>
internal sealed record LoweredLoss(LossSpec Spec, LossPlan? Plan, string? Failure)
{
    /// <summary>Name of the loss class, without its containers.</summary>
    public string Name => Spec.Class.Name;

    /// <summary>Lowers a loss. Any exception but a cancellation becomes a <see cref="Failure"/>.</summary>
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
