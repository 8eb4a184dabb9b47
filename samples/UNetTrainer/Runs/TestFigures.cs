using UNetTrainer.Data;
using UNetTrainer.Training;

namespace UNetTrainer.Runs;

/// <summary>Figures of a network on test slices. All of them are computed from one prediction of each slice, so that no two can disagree.</summary>
/// <param name="Loss">Mean loss of a slice.</param>
/// <param name="Slices">Results of the slices, case by case.</param>
/// <param name="Cases">Results of the cases, a row for each case and class.</param>
internal sealed record TestFigures(double Loss, IReadOnlyList<SliceResult> Slices, IReadOnlyList<CaseResult> Cases)
{
    /// <summary>Figures of each class.</summary>
    public IReadOnlyList<ClassFigures> Classes { get; } = ClassFigures.Compute(Cases, Slices);

    /// <summary>Counts of all classes and cases together.</summary>
    public Confusion Pooled => Confusion.Sum(Classes.Select(static c => c.Pooled));

    /// <summary>Orders slices case by case, as <see cref="Slices"/> has them.</summary>
    public static IReadOnlyList<Slice> InOrder(IEnumerable<Slice> slices) => [.. slices.GroupBy(static s => s.Source).SelectMany(static g => g)];

    /// <summary>Segments slices and compares them with their masks.</summary>
    /// <param name="trainer">Trainer with the network.</param>
    /// <param name="slices">Slices with masks.</param>
    /// <param name="names">Names of the classes, the background first.</param>
    /// <param name="tolerance">Distance up to which surfaces agree, in mm, or in pixels where a file states no spacing.</param>
    /// <param name="cancellation">Token that is checked after each slice.</param>
    public static TestFigures Compute(Trainer trainer, IReadOnlyList<Slice> slices, IReadOnlyList<string> names, double tolerance, CancellationToken cancellation)
    {
        var loss = trainer.Evaluate(slices, static () => { }, cancellation).Loss;
        var (sliceResults, cases) = (new List<SliceResult>(), new List<CaseResult>());
        foreach (var one in slices.GroupBy(static s => s.Source))
        {
            var masks = new CaseMasks(one.Key, [.. one.Select(static s => s.Index)]);
            var results = one.Select(slice => Segment(trainer, slice, masks, names, cancellation)).ToArray();
            sliceResults.AddRange(results);
            cases.AddRange(CaseResult.Compute(one.Key, results.Length, masks.Compare(), names, tolerance));
        }

        return new(loss, sliceResults, cases);
    }

    private static SliceResult Segment(Trainer trainer, Slice slice, CaseMasks masks, IReadOnlyList<string> names, CancellationToken cancellation)
    {
        var prediction = trainer.Predict(slice);
        masks.Add(slice.Index, prediction);
        cancellation.ThrowIfCancellationRequested();
        return new(slice.Name, slice.Source.Name, ClassCounts.Named(names, prediction.Count(names.Count)));
    }
}
