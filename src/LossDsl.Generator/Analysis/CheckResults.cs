using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Analysis;

/// <summary>
/// Results of all checks of a loss, for its documentation and its catalog entry. The results hold for every prediction, every target and every hyperparameter in its declared
/// range; a hyperparameter without a range is at its default. Verdicts are for inputs within <see cref="InputLimits.Large"/>, ranges for inputs of any size.
/// </summary>
/// <param name="Finite">Verdict on: the value is a finite number.</param>
/// <param name="Range">An interval that contains every value of the loss.</param>
/// <param name="RangeAtDefaults">An interval that contains every value of the loss with all hyperparameters at their defaults.</param>
/// <param name="Direction">Verdict on: a better prediction of a pixel never makes the loss worse.</param>
/// <param name="DirectionHeld">Verdict on: with maps of the prediction and stopped values held constant, a better prediction of a pixel never makes the loss worse.</param>
/// <param name="BoundedGradient">Verdict on: the derivative by each logit is bounded wherever it exists.</param>
/// <param name="Smooth">Verdict on: the loss is differentiable everywhere.</param>
/// <param name="HoldsMapsConstant">
/// Whether there are such values. The verdicts on bounded gradient and smoothness hold them constant, too; without any, both verdicts on the direction are the same.
/// </param>
internal sealed record CheckResults(Verdict Finite, Interval Range, Interval RangeAtDefaults, Verdict Direction, Verdict DirectionHeld, Verdict BoundedGradient, Verdict Smooth, bool HoldsMapsConstant = false)
{
    /// <summary>The results for a loss that was not analyzed: everything undecided.</summary>
    public static CheckResults Nothing { get; } = new(Verdict.Undecided, Interval.Anything, Interval.Anything, Verdict.Undecided, Verdict.Undecided, Verdict.Undecided, Verdict.Undecided);
}
