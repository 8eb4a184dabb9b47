using UNetTrainer.Errors;
using UNetTrainer.Imaging;

namespace UNetTrainer.Data;

/// <summary>Reads the modalities of a case, such as T1 and T2, as channels of one volume.</summary>
internal static class ImageStack
{
    /// <summary>Reads the files and returns their channels in order, with the geometry of the first file.</summary>
    /// <param name="paths">Paths of the modalities.</param>
    /// <param name="read">Reads a file.</param>
    /// <exception cref="InputException">A file cannot be read, or the shapes differ.</exception>
    public static Volume Read(IReadOnlyList<string> paths, Func<string, Volume> read)
    {
        var first = read(paths[0]);
        if (paths.Count == 1)
        {
            return first;
        }

        var volumes = paths.Skip(1).Select(path => (Path: path, Volume: read(path))).ToArray();
        return volumes.FirstOrDefault(v => v.Volume.Shape != first.Shape) is { Path: { } other, Volume: { } volume }
            ? throw new InputException($"'{paths[0]}' has {first.Shape} voxels and '{other}' of the same case {volume.Shape}; modalities must agree.")
            : first with { Voxels = [.. first.Voxels, .. volumes.SelectMany(static v => v.Volume.Voxels)], Channels = first.Channels + volumes.Sum(static v => v.Volume.Channels) };
    }
}
