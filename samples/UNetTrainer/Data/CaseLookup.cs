using UNetTrainer.Imaging;

namespace UNetTrainer.Data;

/// <summary>Finds cases by what people call them: the name of the case, a file's name with or without extension, the case of nnU-Net, or the end of a path.</summary>
internal sealed class CaseLookup
{
    private readonly ILookup<string, Case> byName;

    public CaseLookup(IEnumerable<Case> cases) =>
        byName = cases.SelectMany(static c => Names(c).Distinct(), static (c, name) => (Case: c, Name: name)).ToLookup(static c => c.Name, static c => c.Case);

    /// <summary>Returns the cases of a name; none if no case has it.</summary>
    public IEnumerable<Case> Find(string name) => byName[name.Replace('\\', '/')].Distinct();

    private static IEnumerable<string> Names(Case files)
    {
        yield return files.Name;
        foreach (var path in files.ImagePaths.Append(files.MaskPath))
        {
            yield return ImageFile.Stem(path);
            yield return NnUnet.Parse(path)?.Case ?? files.Name;

            // Every end of the path that begins with a folder.
            var parts = path.Replace('\\', '/').Split('/');
            for (var i = 0; i < parts.Length; i++)
            {
                yield return string.Join('/', parts[i..]);
            }
        }
    }
}
