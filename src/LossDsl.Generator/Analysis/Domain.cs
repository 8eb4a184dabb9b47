using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;

namespace LossDsl.Generator.Analysis;

/// <summary>
/// Domain of the analysis of a loss: the range of every variable, and the stage that defines each variable that is computed from others.
/// A domain is immutable; the <c>Add</c> methods return a new one. <see cref="DomainBuilder"/> creates the domain of a loss.
/// </summary>
internal sealed class Domain
{
    private readonly Dictionary<Variable, Interval> ranges;
    private readonly Dictionary<Variable, Stage> stages;
    private readonly IReadOnlyList<Stage> added;
    private Samples? samples;

    private Domain(Dictionary<Variable, Interval> ranges, Dictionary<Variable, Stage> stages, IReadOnlyList<Stage> added) => (this.ranges, this.stages, this.added) = (ranges, stages, added);

    /// <summary>The stage that defines each result variable, the soft counts and the pixel count included.</summary>
    public IReadOnlyDictionary<Variable, Stage> Stages => stages;

    /// <summary>The stages of the loss, as compiled, each after those that it reads.</summary>
    public IReadOnlyList<Stage> AddedStages => added;

    /// <summary>Fixed sample points of this domain, created on first use. Samples reject claims that do not hold.</summary>
    public Samples Samples => samples ??= new(variable => this[variable], stages);

    /// <summary>The range of a variable; <see cref="Interval.Anything"/> for a variable that the domain does not list.</summary>
    public Interval this[Variable variable] => ranges.TryGetValue(variable, out var range) ? range : Interval.Anything;

    /// <summary>Creates a domain.</summary>
    /// <param name="ranges">The range of each variable.</param>
    /// <param name="stages">The stages whose results are among these variables.</param>
    public static Domain Create(Dictionary<Variable, Interval> ranges, IEnumerable<Stage> stages) => new(ranges, stages.ToDictionary(static stage => stage.Result), []);

    /// <summary>Returns this domain with one more stage, whose result lies in <paramref name="range"/>.</summary>
    public Domain Add(Stage stage, Interval range) => new(new(ranges) { [stage.Result] = range }, new(stages) { [stage.Result] = stage }, [.. added, stage]);

    /// <summary>
    /// Returns this domain with <paramref name="range"/> as the range of <paramref name="variable"/>, in place of the earlier range if there is one.
    /// A new range of p also narrows q = 1 - p, log p and log q.
    /// </summary>
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

        return new(narrowed, stages, added);
    }
}
