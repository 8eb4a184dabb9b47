using System.Text;

namespace UNetTrainer.Cli;

/// <summary>Encoding of the program's output on Windows: UTF-8 without a byte order mark. When disposed, it gives the console its own code page back.</summary>
internal sealed class Utf8Output : IDisposable
{
    private readonly Encoding? before;

    public Utf8Output()
    {
        // The default is the code page of DOS, for files and pipes too. Other systems follow the user's locale.
        if (OperatingSystem.IsWindows())
        {
            before = Console.OutputEncoding;
            Console.OutputEncoding = Encoding.UTF8;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (before is not null)
        {
            Console.OutputEncoding = before;
        }
    }
}
