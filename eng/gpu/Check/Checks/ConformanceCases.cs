using LossDsl.Losses;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LossDsl.GpuCheck.Checks;

/// <summary>
/// Cases of conformance: every loss with every activation and type of logits. Target, mask, reduction and shape are taken in turn, so that each meets every other over the losses.
/// </summary>
internal static class ConformanceCases
{
    private static readonly ScalarType[] Types = [ScalarType.Float32, ScalarType.Float64, ScalarType.Float16, ScalarType.BFloat16];
    private static readonly ScalarType[] Targets = [ScalarType.Float32, ScalarType.Int64, ScalarType.Byte];
    private static readonly Reduction[] Reductions = [Reduction.Mean, Reduction.Sum, Reduction.None];

    // Planes of one block and of several, read by one pixel and by four.
    private static readonly long[][] Shapes = [[2, 3, 33, 47], [2, 2, 96, 112], [3, 4, 8, 16], [1, 3, 17, 13, 23]];

    /// <summary>Returns the cases.</summary>
    /// <param name="isQuick">Whether to return the part with float32 and sigmoid or softmax alone.</param>
    public static IEnumerable<ConformanceCase> Create(bool isQuick)
    {
        var number = 0;
        foreach (var loss in LossCatalog.All.Select(static entry => entry.Metadata).Where(static loss => loss.RequiredInputs.Count == 0).Select(static loss => loss.Name))
        {
            foreach (var activation in Enum.GetValues<Activation>())
            {
                foreach (var type in Types)
                {
                    var i = number++;
                    if (!isQuick || type == Types[i / 3 % 4])
                    {
                        yield return new(loss, activation, type, Targets[i % 3], i / 2 % 2 == 1, Reductions[i / 5 % 3], Shapes[i / 7 % 4]);
                    }
                }
            }
        }
    }
}
