using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;

namespace LossDsl.Generator.Analysis;

/// <summary>What variables can be, and which of them are reductions of what.</summary>
internal sealed class Domain
{
    private readonly Dictionary<Variable, Interval> ranges;
    private readonly Dictionary<Variable, Stage> stages;
    private Samples? samples;

    private Domain(Dictionary<Variable, Interval> ranges, Dictionary<Variable, Stage> stages) => (this.ranges, this.stages) = (ranges, stages);

    /// <summary>What the results of stages, and the soft counts, are reduced from.</summary>
    public IReadOnlyDictionary<Variable, Stage> Stages => stages;

    /// <summary>Points of it.</summary>
    public Samples Samples => samples ??= new(variable => this[variable], stages);

    public Interval this[Variable variable] => ranges.TryGetValue(variable, out var range) ? range : Interval.Anything;

    /// <summary>The domain of what is given.</summary>
    /// <param name="ranges">What it can be.</param>
    /// <param name="stages">What of it is reduced from pixels.</param>
    public static Domain Create(Dictionary<Variable, Interval> ranges, IEnumerable<Stage> stages) => new(ranges, stages.ToDictionary(static stage => stage.Result));

    /// <summary>The domain with a stage, whose values can be <paramref name="range"/>.</summary>
    public Domain Add(Stage stage, Interval range) => new(new(ranges) { [stage.Result] = range }, new(stages) { [stage.Result] = stage });

    /// <summary>The part of the domain where a variable is in a range. A probability takes its opposite and their logarithms along.</summary>
    public Domain Add(Variable variable, Interval range)
    {
        Dictionary<Variable, Interval> narrowed = new(ranges) { [variable] = range };
        if (variable.Equals(Quantities.P))
        {
            var q = IntervalArithmetic.Subtract(Interval.Point(1), range).Intersect(Interval.Unit);
            narrowed[Quantities.Q] = q;
            narrowed[Quantities.LogP] = Functions.Log.Range([range]).Intersect(this[Quantities.LogP]);
            narrowed[Quantities.LogQ] = Functions.Log.Range([q]).Intersect(this[Quantities.LogQ]);
        }

        return new(narrowed, stages);
    }
}
