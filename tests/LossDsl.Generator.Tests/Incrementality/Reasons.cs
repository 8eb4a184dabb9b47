using LossDsl.Generator.Backends;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;
using LossDsl.Generator.Tests.Harness;

namespace LossDsl.Generator.Tests.Incrementality;

/// <summary>Reasons (Cached, Modified, ...) of the outputs of each step in a run after an edit, for one loss. Common cases are named, and varied by <c>with</c>.</summary>
internal sealed record Reasons(string Spec, string Plan, string Files, string Catalog)
{
    /// <summary>Every step after the front end came from the cache.</summary>
    public static readonly Reasons Cached = new("Cached", "Cached", "Cached", "Cached");

    /// <summary>The loss changed, but not the catalog.</summary>
    public static readonly Reasons ChangedLoss = new("Modified", "Modified", "Modified", "Cached");

    /// <summary>The loss changed, and the name of its class with it, which is in the catalog.</summary>
    public static readonly Reasons ChangedName = ChangedLoss with { Catalog = "Modified" };

    /// <summary>Returns the reasons for a loss, by the position of its class in the order of names.</summary>
    public static Reasons Of(GeneratorRun run, int loss) => new(
        Of(run, TrackingNames.Spec, loss), Of(run, TrackingNames.Plan, loss), Of(run, TrackingNames.Files, loss), Of(run, TrackingNames.Catalog, 0));

    // The driver lists the outputs that it computed before those from the cache, so they are ordered by name.
    private static string Of(GeneratorRun run, string step, int index) => run.Step(step).OrderBy(static output => Name(output.Value), StringComparer.Ordinal).ElementAt(index).Reason.ToString();

    private static string Name(object value) => value switch
    {
        LossSpec spec => spec.Class.Name,
        LoweredLoss loss => loss.Name,
        EmittedLoss loss => loss.Name,
        _ => "",
    };
}
