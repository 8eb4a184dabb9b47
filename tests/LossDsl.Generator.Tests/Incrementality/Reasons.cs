using LossDsl.Generator.Backends;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;
using LossDsl.Generator.Tests.Harness;

namespace LossDsl.Generator.Tests.Incrementality;

/// <summary>Why the outputs of each step came to be in a run after an edit, in the order of their names. Kinds of edits are named, and varied by <c>with</c>.</summary>
internal sealed record Reasons(string Spec, string Plan, string Files, string Catalog)
{
    /// <summary>Everything after the reading was served from the cache.</summary>
    public static readonly Reasons Cached = new("Cached", "Cached", "Cached", "Cached");

    /// <summary>The loss is another; the catalog is not.</summary>
    public static readonly Reasons ChangedLoss = new("Modified", "Modified", "Modified", "Cached");

    /// <summary>The loss is another, and so is its class.</summary>
    public static readonly Reasons ChangedName = ChangedLoss with { Catalog = "Modified" };

    public static Reasons Of(GeneratorRun run, int loss) => new(
        Of(run, TrackingNames.Spec, loss), Of(run, TrackingNames.Plan, loss), Of(run, TrackingNames.Files, loss), Of(run, TrackingNames.Catalog, 0));

    // The driver lists what it ran again before what it found in its cache.
    private static string Of(GeneratorRun run, string step, int index) => run.Step(step).OrderBy(static output => Name(output.Value), StringComparer.Ordinal).ElementAt(index).Reason.ToString();

    private static string Name(object value) => value switch
    {
        LossSpec spec => spec.Class.Name,
        LoweredLoss loss => loss.Name,
        EmittedLoss loss => loss.Name,
        _ => "",
    };
}
