using static TorchSharp.torch;

namespace LossDsl.GpuCheck.Export;

/// <summary>A program to export: a loss for types of logits and target. The activation is softmax where the target holds class indices, else sigmoid.</summary>
/// <param name="Loss">Name of the loss in the catalog.</param>
/// <param name="Logits">Type of the logits.</param>
/// <param name="Target">Type of the target; int64 for class indices.</param>
internal sealed record ExportedProgram(string Loss, ScalarType Logits, ScalarType Target)
{
    /// <summary>Whether the target holds class indices.</summary>
    public bool HoldsIndices => Target == ScalarType.Int64;

    /// <summary>Activation of the logits.</summary>
    public Activation Activation => HoldsIndices ? Activation.Softmax : Activation.Sigmoid;

    /// <summary>Name of its files, without extension.</summary>
    public string Name => $"{Loss}-{Activation}-{Logits}-{Target}".ToLowerInvariant();

    /// <summary>Shapes for which launches are described: two that are timed, and two that are small enough for a processor, with vectors of one pixel and of four.</summary>
    public IEnumerable<long[]> Shapes => HoldsIndices
        ? [[2, 14, 512, 512], [2, 4, 128, 128, 128], [2, 5, 17, 21], [2, 3, 16, 24]]
        : [[32, 1, 512, 512], [8, 1, 1024, 1024], [3, 1, 97, 61], [2, 1, 96, 64]];

    /// <summary>Creates the loss.</summary>
    public FormulaLoss Create() => Losses.LossCatalog.All[Loss].Create(options: new() { Activation = Activation });

    /// <summary>Shape of the target.</summary>
    public long[] TargetShape(long[] shape) => HoldsIndices ? [shape[0], .. shape[2..]] : shape;
}
