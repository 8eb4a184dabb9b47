using UNetTrainer.Data;
using UNetTrainer.Pictures;
using UNetTrainer.Training;

namespace UNetTrainer.Runs;

/// <summary>Writes the results of the test: a table of slices, a table of cases, and pictures of the worst, the median, the best and the middle slice.</summary>
internal static class TestSlices
{
    /// <summary>Writes <c>slices.csv</c>, <c>cases.csv</c> and the pictures.</summary>
    public static void Write(Trainer trainer, IReadOnlyList<Slice> slices, TestFigures figures, string folder)
    {
        SliceResult.Write(folder, figures.Slices);
        CaseResult.Write(folder, figures.Cases);
        var ordered = TestFigures.InOrder(slices);
        foreach (var (place, number) in SliceRanking.Places(figures.Slices))
        {
            AtomicFile.Write(Path.Combine(folder, SliceRanking.Picture(place)), TilePicture.Draw(trainer.Predict(ordered[number])));
        }
    }
}
