using System.Text;

namespace UNetTrainer.Cli;

/// <summary>Makes what the program prints UTF-8 on Windows, without a byte order mark. The console has its own code page again afterwards.</summary>
internal sealed class Utf8Output : IDisposable
{
    private readonly Encoding? before;

    public Utf8Output()
    {
        // By default it is the code page of DOS, for files and pipes too. Elsewhere the user's locale decides, and is UTF-8 already.
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
