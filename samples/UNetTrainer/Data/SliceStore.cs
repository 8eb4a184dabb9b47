using System.Security.Cryptography;
using System.Text;
using UNetTrainer.Errors;
using UNetTrainer.Imaging;

namespace UNetTrainer.Data;

/// <summary>Store of the slices of several cases. Cases are loaded into memory while there is room, and then into files, from which slices are read when they are needed.</summary>
/// <param name="axis">Dimension that volumes are cut across.</param>
/// <param name="labels">Map from the values of masks to classes.</param>
/// <param name="rules">Rules by which the grid of a file becomes that of the network.</param>
/// <param name="memory">Number of bytes that volumes may take in memory.</param>
/// <param name="folder">Folder of the files.</param>
internal sealed class SliceStore(Axis axis, LabelMap labels, GridRules rules, long memory, string folder)
{
    private readonly List<string> notes = [];
    private long free = memory;

    /// <summary>Sentences about the files that the user should read.</summary>
    public IReadOnlyList<string> Notes => notes;

    /// <summary>Loads the slices of a case.</summary>
    /// <exception cref="CaseException">A file of the case cannot be used.</exception>
    /// <exception cref="InputException">The cache cannot be written.</exception>
    public ISliceSource Load(Case files)
    {
        var path = Path.Combine(folder, KeyOf(files) + ".slices");
        if (free <= 0 && CachedSlices.Open(path, files.Name, ReadStored) is { } known)
        {
            notes.AddRange(known.Notes);
            return known;
        }

        var volume = Read(files);
        notes.AddRange(volume.Notes);
        var slices = new VolumeSlices(volume, axis, ReadStored);
        free -= sizeof(float) * ((long)volume.Image.Voxels.Length + volume.Mask.Voxels.Length);
        return free >= 0 ? slices : Cached(path, slices, ReadStored);

        StoredLabels? ReadStored() => StoredLabels.Read(files, labels, rules);
    }

    private LabelledVolume Read(Case files)
    {
        try
        {
            return LabelledVolume.Load(files, labels, rules);
        }
        catch (InputException e)
        {
            throw new CaseException(e);
        }
    }

    private CachedSlices Cached(string path, ISliceSource slices, Func<StoredLabels?> stored)
    {
        try
        {
            Directory.CreateDirectory(folder);
            CachedSlices.Write(path, slices);
            return CachedSlices.Open(path, slices.Name, stored) ?? throw new IOException("what was written cannot be read");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or OutputException)
        {
            throw new InputException($"Cannot keep slices in '{folder}' (--cache): {OutputException.Reason(e.InnerException ?? e)}. Name a folder with room, or give more --memory.", e);
        }
    }

    // Length and time of the files are part of the key, so that slices of a file that has changed are not used.
    private string KeyOf(Case files)
    {
        string[] parts = [.. files.ImagePaths.Select(Stamp), Stamp(files.MaskPath), axis.ToString(), labels.Key, rules.Key];
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))))[..32];
    }

    private static string Stamp(string path)
    {
        var file = new FileInfo(path);
        return $"{file.FullName} {(file.Exists ? file.Length : 0)} {file.LastWriteTimeUtc.Ticks}";
    }
}
