using UNetTrainer.Training;

namespace UNetTrainer.Runs;

/// <summary>Segmentation of a volume by a trained network.</summary>
/// <param name="Classes">Class of each voxel in the order of the file, 0 for the background.</param>
/// <param name="Lengths">Numbers of voxels of the file along its dimensions.</param>
/// <param name="HasSpacing">Whether the file states the distance of voxels.</param>
/// <param name="Slices">Prediction of every slice on the network's grid.</param>
internal sealed record SegmentedVolume(byte[] Classes, IReadOnlyList<int> Lengths, bool HasSpacing, IReadOnlyList<Prediction> Slices);
