using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;

namespace LossDsl.Generator.Analysis;

/// <summary>What variables can be, and which of them are reductions of what.</summary>
internal sealed class Domain
{
    private readonly IReadOnlyDictionary<Variable, Interval> ranges;

    private Domain(IReadOnlyDictionary<Variable, Interval> ranges, IReadOnlyDictionary<Variable, Stage> stages) => (this.ranges, Stages) = (ranges, stages);

    /// <summary>What the results of stages, and the soft counts, are reduced from.</summary>
    public IReadOnlyDictionary<Variable, Stage> Stages { get; }

    public Interval this[Variable variable] => ranges.TryGetValue(variable, out var range) ? range : Interval.Anything;

    /// <summary>The domain without stages.</summary>
    public static Domain Of(IReadOnlyDictionary<Variable, Interval> ranges) => new(ranges, new Dictionary<Variable, Stage>());

    /// <summary>The domain with a stage, whose values can be <paramref name="range"/>.</summary>
    public Domain With(Stage stage, Interval range) => new(
        new Dictionary<Variable, Interval>(ranges.ToDictionary(static r => r.Key, static r => r.Value)) { [stage.Result] = range },
        new Dictionary<Variable, Stage>(Stages.ToDictionary(static s => s.Key, static s => s.Value)) { [stage.Result] = stage });

    /// <summary>The part of the domain where a variable is in a range. A probability takes its opposite and their logarithms along.</summary>
    public Domain With(Variable variable, Interval range)
    {
        var narrowed = ranges.ToDictionary(static r => r.Key, static r => r.Value);
        narrowed[variable] = range;
        if (variable.Equals(Quantities.P))
        {
            var q = IntervalArithmetic.Subtract(Interval.Point(1), range).Intersect(Interval.Unit);
            narrowed[Quantities.Q] = q;
            narrowed[Quantities.LogP] = Functions.Log.Range([range]).Intersect(this[Quantities.LogP]);
            narrowed[Quantities.LogQ] = Functions.Log.Range([q]).Intersect(this[Quantities.LogQ]);
        }

        return new(narrowed, Stages);
    }
}
