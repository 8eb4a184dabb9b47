using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;
using static LossDsl.Generator.Formulas.Arithmetic;

namespace LossDsl.Generator.Frontend;

/// <summary>
/// Writes out windows with Padding.Valid: in reductions over pixels, those pixels count whose windows are whole. A window is whole where the mean of 1 over it is 1, with zeros beyond
/// the image and at pixels that are not valid.
/// </summary>
internal sealed class WholeWindows
{
    // The mean of 1 over a window of 99 x 99 x 99 pixels lacks 1e-6 where one pixel is missing.
    private const double AlmostOne = 1 - 1e-9;

    private readonly List<Stage> written = [];
    private readonly Dictionary<LocalWindow, Variable> shares = [];
    private readonly Dictionary<Variable, IReadOnlyList<Variable>> needed = [];
    private readonly HashSet<string> names;

    private WholeWindows(IReadOnlyList<Stage> stages) => names = [.. stages.Select(static stage => stage.Result.Name)];

    /// <summary>Returns the stages with those that tell which windows are whole, and with the reductions that read them.</summary>
    public static IReadOnlyList<Stage> WriteOut(IReadOnlyList<Stage> stages)
    {
        if (stages.All(static stage => stage.Window is not { IsWhole: true }))
        {
            return stages;
        }

        var windows = new WholeWindows(stages);
        foreach (var stage in stages)
        {
            windows.Add(stage);
        }

        return windows.written;
    }

    private void Add(Stage stage)
    {
        IReadOnlyList<Variable> own = stage.Window is { IsWhole: true } whole ? [Share(whole)] : [];
        IReadOnlyList<Variable> all = [.. needed.Where(pair => stage.Body.Reads(pair.Key)).SelectMany(static pair => pair.Value).Concat(own).Distinct()];
        if (stage.Result.Level == Level.Pixel)
        {
            needed[stage.Result] = all;
            written.Add(stage with { Window = stage.Window is { } window ? window with { IsWhole = false } : null });
        }
        else
        {
            written.Add(stage.BodyLevel == Level.Pixel && all.Count > 0 ? stage with { Body = Restricted(stage, all) } : stage);
        }
    }

    private Variable Share(LocalWindow window)
    {
        var count = window.Weights.Count;
        var mean = new LocalWindow(window.Side) { IsCross = window.IsCross, PadsWithZero = true, Weights = Enumerable.Repeat(1.0 / Math.Max(count, 1), count).ToEquatableArray() };
        if (!shares.TryGetValue(mean, out var share))
        {
            shares[mean] = share = AddStage("inImage", Level.Pixel, count > 0 ? StageKind.LocalSum : StageKind.LocalMean, 1, mean);
        }

        return share;
    }

    private Expr Restricted(Stage stage, IReadOnlyList<Variable> all)
    {
        var counts = all.Select(static share => (Expr)new Apply(Conditions.Greater, share, AlmostOne)).Aggregate(static (a, b) => new Apply(Conditions.And, a, b));
        if (stage.Kind == StageKind.PixelSum)
        {
            return Conditions.Choose(counts, stage.Body, 0);
        }

        var counted = AddStage("counted", Level.Region, StageKind.PixelMean, Conditions.Choose(counts, 1, 0));
        if (stage.Kind == StageKind.PixelMean)
        {
            return Conditions.Choose(counts, stage.Body / counted, 0);
        }

        // A value that is no extreme stands for the pixels that do not count.
        var other = AddStage("other", Level.Region, stage.Kind == StageKind.PixelMax ? StageKind.PixelMin : StageKind.PixelMax, stage.Body);
        return Conditions.Choose(counts, stage.Body, Conditions.Choose(new Apply(Conditions.Greater, counted, 0), other, 0));
    }

    private Variable AddStage(string name, Level level, StageKind kind, Expr body, LocalWindow? window = null)
    {
        var number = 1;
        while (!names.Add($"{name}{number}"))
        {
            number++;
        }

        var result = new Variable($"{name}{number}", level);
        written.Add(new(result, kind, body, IsStopped: true, window));
        return result;
    }
}
