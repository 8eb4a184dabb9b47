using TorchSharp;
using UNetTrainer.Data;
using static TorchSharp.torch;

namespace UNetTrainer.Training;

/// <summary>True and predicted classes of the voxels of a case.</summary>
/// <param name="Truth">True class of each voxel; <see cref="LabelMap.Ignored"/> for a voxel that is in no figure.</param>
/// <param name="Predicted">Predicted class of each voxel.</param>
/// <param name="Lengths">Numbers of voxels along the dimensions, of which the last varies fastest.</param>
/// <param name="Spacing">Distances of neighbouring voxels along the dimensions.</param>
internal sealed record ComparedLabels(byte[] Truth, byte[] Predicted, IReadOnlyList<int> Lengths, IReadOnlyList<double> Spacing)
{
    /// <summary>Volume of a voxel, in mm³ if the file states the unit.</summary>
    public double VoxelVolume => Spacing.Aggregate(static (a, b) => a * b);

    /// <summary>Counts the voxels of each class but the background.</summary>
    /// <param name="classes">Number of classes, including the background.</param>
    public Confusion[] Count(int classes) => Confusion.ByClass(Truth, Predicted, classes);

    /// <summary>Compares the surfaces of a class. Voxels that are in no figure are background of both masks.</summary>
    /// <param name="c">Number of the class.</param>
    /// <param name="tolerance">Distance in mm, or in pixels if the case states none, up to which surfaces agree.</param>
    public SurfaceFigures Surface(int c, double tolerance)
    {
        using var scope = NewDisposeScope();
        long[] shape = [.. Lengths];
        var truth = tensor(Truth, shape);
        return SurfaceDistances.Compare(truth.eq(c), tensor(Predicted, shape).eq(c) & truth.ne(LabelMap.Ignored), Spacing, tolerance);
    }
}
