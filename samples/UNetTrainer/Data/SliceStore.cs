using System.Security.Cryptography;
using System.Text;
using UNetTrainer.Errors;
using UNetTrainer.Imaging;

namespace UNetTrainer.Data;

/// <summary>Store of the slices of several cases. Cases are loaded into memory while there is room, and then into files, from which slices are read when they are needed.</summary>
/// <param name="axis">Dimension that volumes are cut across.</param>
/// <param name="labels">Map from the values of masks to classes.</param>
/// <param name="pictures">Channels that pictures are read with.</param>
/// <param name="memory">Number of bytes that volumes may take in memory.</param>
/// <param name="folder">Folder of the files.</param>
internal sealed class SliceStore(Axis axis, LabelMap labels, PictureChannels pictures, long memory, string folder)
{
    private readonly List<string> notes = [];
    private long free = memory;

    /// <summary>Sentences about the files that the user should read.</summary>
    public IReadOnlyList<string> Notes => notes;

    /// <summary>Loads the slices of all cases of a data set.</summary>
    /// <exception cref="InputException">A file of a case cannot be used, the cases differ in their number of channels, or no image has contrast.</exception>
    public IReadOnlyList<ISliceSource> LoadAll(IReadOnlyList<Case> cases)
    {
        var sources = cases.Select(Load).ToArray();
        if (sources.Zip(cases).FirstOrDefault(c => c.First.Channels != sources[0].Channels) is { First: { } other } found)
        {
            throw new InputException($"'{cases[0].ImagePath}' has {Channels(sources[0])} and '{found.Second.ImagePath}' {Channels(other)}; one number was expected. --grey makes one of colours.");
        }

        // A normalised image has values below 0 unless all its values are equal. Blank tiles among others are welcome.
        return sources.Any(static s => s.Background < 0)
            ? sources
            : throw new InputException($"No image has contrast: all values of '{cases[0].ImagePath}' {(cases.Count > 1 ? $"and of each of the {cases.Count - 1} others " : "")}are equal.");
    }

    /// <summary>Loads the slices of a case.</summary>
    /// <exception cref="InputException">A file of the case cannot be used, or the cache cannot be written.</exception>
    public ISliceSource Load(Case files)
    {
        var path = Path.Combine(folder, KeyOf(files) + ".slices");
        if (free <= 0 && CachedSlices.Open(path, files.Name) is { } known)
        {
            return known;
        }

        var volume = LabelledVolume.Load(files, labels, pictures);
        notes.AddRange(volume.Notes);
        var slices = new VolumeSlices(volume, axis);
        free -= sizeof(float) * ((long)volume.Image.Voxels.Length + volume.Mask.Voxels.Length);
        return free >= 0 ? slices : Cached(path, slices);
    }

    private CachedSlices Cached(string path, ISliceSource slices)
    {
        try
        {
            Directory.CreateDirectory(folder);
            CachedSlices.Write(path, slices);
            return CachedSlices.Open(path, slices.Name) ?? throw new IOException("what was written cannot be read");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"Cannot keep slices in '{folder}' (--cache): {e.Message.TrimEnd('.')}. Name a folder with room, or give more --memory.", e);
        }
    }

    // Length and time of the files are part of the key, so that slices of a file that has changed are not used.
    private string KeyOf(Case files)
    {
        string[] parts = [Stamp(files.ImagePath), Stamp(files.MaskPath), axis.ToString(), labels.Key, pictures.ToString()];
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))))[..32];
    }

    private static string Channels(ISliceSource source) => source.Channels == 1 ? "1 channel" : $"{source.Channels} channels";

    private static string Stamp(string path)
    {
        var file = new FileInfo(path);
        return $"{file.FullName} {(file.Exists ? file.Length : 0)} {file.LastWriteTimeUtc.Ticks}";
    }
}
