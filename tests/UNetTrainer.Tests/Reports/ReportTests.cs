using UNetTrainer.Tests.Cli;
using UNetTrainer.Tests.Support;

namespace UNetTrainer.Tests.Reports;

/// <summary>Tests of the reports as a browser shows them: no requests, no errors, pictures, formulas, and contrast in both color schemes.</summary>
public sealed class ReportTests(ReportTests.Reports reports) : IClassFixture<ReportTests.Reports>
{
    // JavaScript that returns the smallest contrast of a text to its background, as the Web Content Accessibility Guidelines define it.
    private const string SmallestContrast = """
        (() => {
            const parse = c => c.match(/[\d.]+/g).map(Number);
            const luminance = c => { const [r, g, b] = parse(c).map(v => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; }); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
            const ground = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor; if (parse(c)[3] !== 0) return c; } return 'rgb(255, 255, 255)'; };
            const texts = [...document.body.querySelectorAll('*')].filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()));
            return Math.min(...texts.map(e => { const [a, b] = [luminance(getComputedStyle(e).color), luminance(ground(e))].sort((x, y) => y - x); return (a + 0.05) / (b + 0.05); }));
        })()
        """;

    [BrowserTheory]
    [InlineData("run", "light", 4)]
    [InlineData("run", "dark", 4)]
    [InlineData("compare", "light", 8)]
    [InlineData("compare", "dark", 8)]
    public async Task AReport_StandsAlone_AndCanBeRead(string name, string scheme, int pictures)
    {
        var file = reports.Folder[$"{name}/report.html"];
        await using var browser = await Browser.Open(file, scheme);

        Assert.Equal([new Uri(file).AbsoluteUri], browser.Requests);
        Assert.Empty(browser.Console);
        Assert.Equal(pictures, (await browser.Evaluate("document.images.length")).GetValue<int>());
        Assert.True((await browser.Evaluate("[...document.images].every(i => i.complete && i.naturalWidth > 100)")).GetValue<bool>());
        Assert.True((await browser.Evaluate("document.documentElement.scrollWidth <= innerWidth")).GetValue<bool>());
        Assert.InRange((await browser.Evaluate(SmallestContrast)).GetValue<double>(), 4.5, 21);

        // The page must change with the color scheme: without rules for it, the assertions above would pass too.
        var brightness = (await browser.Evaluate("Number(getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0])")).GetValue<double>();
        Assert.True(scheme == "light" ? brightness > 200 : brightness < 60, $"{scheme}: {brightness}");
        Assert.Equal(scheme == "dark", (await browser.Evaluate("document.images[0].currentSrc !== document.images[0].src")).GetValue<bool>());
    }

    [BrowserTheory]
    [InlineData("light")]
    public async Task Formulas_AreDrawn(string scheme)
    {
        await using var browser = await Browser.Open(reports.Folder["run/report.html"], scheme);
        Assert.InRange((await browser.Evaluate("document.querySelectorAll('math mfrac').length")).GetValue<int>(), 2, 100);
        Assert.InRange((await browser.Evaluate("document.querySelector('mfrac').getBoundingClientRect().height")).GetValue<double>(), 20, 200);
    }

    [Fact]
    public void ARunsReport_HoldsItsNumbers()
    {
        var page = File.ReadAllText(reports.Folder["run/report.html"]);
        Assert.All(["test Dice", "predicted foreground", "Worst: head_T1w z", "Median: ", "Best: ", "fpWeight", "learning rate", "config.json"], part => Assert.Contains(part, page, StringComparison.Ordinal));
    }

    /// <summary>Report of a run and report of a comparison, created once for all tests.</summary>
    public sealed class Reports : IDisposable
    {
        public Reports()
        {
            var (image, mask) = Phantom.Write(Folder);
            string[] common = ["--image", image, "--mask", mask, "--device", "cpu", "--axis", "z", "--width", "2", "--depth", "2", "--epochs", "2"];
            Assert.Equal(0, CommandLine.Run(["train", "--loss", "tversky", "--out", Folder["run"], .. common]).ExitCode);
            Assert.Equal(0, CommandLine.Run(["compare", "--losses", "dice,f-beta", "--seeds", "2", "--out", Folder["compare"], .. common]).ExitCode);
        }

        internal TemporaryFolder Folder { get; } = new();

        public void Dispose() => Folder.Dispose();
    }
}
