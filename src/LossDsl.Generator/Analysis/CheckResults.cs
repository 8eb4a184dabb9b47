using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Analysis;

/// <summary>What is known of a loss for every prediction, every target and every hyperparameter in its range.</summary>
/// <param name="Finite">The value is a finite number.</param>
/// <param name="Range">Bounds of the value.</param>
/// <param name="RangeAtDefaults">The same for the defaults of all hyperparameters.</param>
/// <param name="Direction">What makes the prediction of a pixel better makes the loss no worse.</param>
/// <param name="BoundedGradient">The derivative by each logit is bounded wherever there is one.</param>
/// <param name="Smooth">The loss can be differentiated everywhere.</param>
/// <param name="HoldsMapsConstant">The last three are proved with maps of the prediction and stopped values held constant.</param>
internal sealed record CheckResults(Verdict Finite, Interval Range, Interval RangeAtDefaults, Verdict Direction, Verdict BoundedGradient, Verdict Smooth, bool HoldsMapsConstant = false)
{
    /// <summary>Of a loss that was not looked at.</summary>
    public static CheckResults Nothing { get; } = new(Verdict.Undecided, Interval.Anything, Interval.Anything, Verdict.Undecided, Verdict.Undecided, Verdict.Undecided);
}
