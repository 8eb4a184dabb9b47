using System.Text;
using UNetTrainer.Data;
using UNetTrainer.Pictures;
using UNetTrainer.Training;

namespace UNetTrainer.Runs;

/// <summary>Writes the results of the single test slices: counts of each, and pictures of the worst, the median, the best and the middle one.</summary>
internal static class TestSlices
{
    /// <summary>Segments every slice and writes <c>slices.csv</c> and the pictures.</summary>
    public static void Write(Trainer trainer, IReadOnlyList<Slice> slices, string folder, CancellationToken cancellation)
    {
        var results = new List<SliceResult>();
        foreach (var slice in slices)
        {
            results.Add(new(slice.Name, trainer.Predict(slice).Confusion));
            cancellation.ThrowIfCancellationRequested();
        }

        AtomicFile.Write(Path.Combine(folder, SliceResult.FileName), Encoding.UTF8.GetBytes($"{SliceResult.Header}\n{string.Concat(results.Select(static r => r.ToLine() + "\n"))}"));
        foreach (var (place, result) in SliceRanking.Rank(results))
        {
            AtomicFile.Write(Path.Combine(folder, SliceRanking.Picture(place)), TilePicture.Draw(trainer.Predict(slices[results.IndexOf(result)])));
        }
    }
}
