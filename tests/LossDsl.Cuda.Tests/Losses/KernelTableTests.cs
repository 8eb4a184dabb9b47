using System.Runtime.CompilerServices;
using LossDsl.Cuda.Tests.Support;

namespace LossDsl.Cuda.Tests.Losses;

/// <summary>Test that the table of kernels in docs/cuda.md is what the kernels are. LOSSDSL_WRITE_TABLES=1 writes it anew.</summary>
[Collection(ExclusiveCollection.Name)]
public sealed class KernelTableTests : IClassFixture<LossesOnStandIn>
{
    private const string Begin = "<!-- kernels -->\n", End = "<!-- /kernels -->";

    [StandInAndNvrtcFact]
    public void The_page_has_the_table_of_the_kernels()
    {
        var path = Page();
        var page = File.ReadAllText(path);
        var (begin, end) = (page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, page.IndexOf(End, StringComparison.Ordinal));
        var table = KernelTable.Write();
        if (Environment.GetEnvironmentVariable("LOSSDSL_WRITE_TABLES") == "1")
        {
            File.WriteAllText(path, page[..begin] + table + page[end..]);
        }
        else
        {
            Assert.Equal(table, page[begin..end]);
        }
    }

    private static string Page([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "..", "docs", "cuda.md"));
}
