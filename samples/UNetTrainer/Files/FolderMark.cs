using System.Text;

namespace UNetTrainer.Files;

/// <summary>
/// Mark of a folder that this program made: a hidden file that names the files which the program wrote there, with their SHA-256. Files that it does not name are never
/// replaced or removed. The file has the form of <c>sha256sum</c>; the line of a file's former content begins with <c>#</c>.
/// </summary>
internal sealed class FolderMark
{
    /// <summary>Name of the file.</summary>
    public const string Name = ".lossdsl-run";

    private const string Header = "# Files that the trainer wrote here; 'sha256sum --check .lossdsl-run' compares them.";
    private const int HashLength = 64;
    private const string Gap = "  ";

    private readonly string[] lines;

    private FolderMark(string[] lines) => this.lines = lines;

    /// <summary>Names of all files that the program wrote in the folder.</summary>
    public IEnumerable<string> Files => lines.Where(IsCurrent).Select(NameOf);

    /// <summary>Returns whether a folder has a mark.</summary>
    public static bool Exists(string folder) => File.Exists(PathIn(folder));

    /// <summary>Marks a folder that has no mark. Of several processes that try one succeeds.</summary>
    /// <returns>Whether this call has made the mark.</returns>
    public static bool TryCreate(string folder)
    {
        try
        {
            using var stream = new FileStream(PathIn(folder), FileMode.CreateNew, FileAccess.Write);
            stream.Write(Encoding.UTF8.GetBytes(Header + "\n"));
            return true;
        }
        catch (IOException) when (Exists(folder))
        {
            return false;
        }
    }

    /// <summary>Reads the mark of a folder.</summary>
    /// <exception cref="IOException">There is no mark, or it cannot be read.</exception>
    public static FolderMark Read(string folder) => new(File.ReadAllLines(PathIn(folder)));

    /// <summary>Notes that a file is about to get a content. Its content before stays noted until the next change.</summary>
    /// <param name="folder">Marked folder.</param>
    /// <param name="name">Name of the file.</param>
    /// <param name="hash">SHA-256 of the content, in hexadecimal digits.</param>
    public static void Note(string folder, string name, string hash)
    {
        var mark = Read(folder);
        if (mark.Find(name) is { } before && before == hash)
        {
            return;
        }

        IEnumerable<string> others = mark.lines.Where(l => !IsNoted(l) || NameOf(l) != name);
        IEnumerable<string> former = mark.Find(name) is { } known ? [$"#{known}{Gap}{name}"] : [];
        var text = string.Concat(others.Concat(former).Append(hash + Gap + name).Select(static l => l + "\n"));
        Replacement.Write(PathIn(folder), stream => stream.Write(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>Returns the checksum of a file; null if the program did not write the file.</summary>
    public string? Find(string name) => lines.FirstOrDefault(l => IsCurrent(l) && NameOf(l) == name)?[..HashLength];

    /// <summary>Returns whether a file may have a content: that of its last writing, or the one before if the program was killed between noting and writing.</summary>
    public bool Allows(string name, string hash) => lines.Any(l => IsNoted(l) && NameOf(l) == name && l.TrimStart('#').StartsWith(hash, StringComparison.Ordinal));

    private static bool IsCurrent(string line) => !line.StartsWith('#') && IsNoted(line);

    private static bool IsNoted(string line) => line.TrimStart('#').IndexOf(Gap, StringComparison.Ordinal) == HashLength;

    private static string NameOf(string line) => line.TrimStart('#')[(HashLength + Gap.Length)..];

    private static string PathIn(string folder) => Path.Combine(folder, Name);
}
