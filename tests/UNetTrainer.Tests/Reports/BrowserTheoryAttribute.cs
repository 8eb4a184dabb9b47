namespace UNetTrainer.Tests.Reports;

/// <summary>A theory that needs a browser; skipped, and saying so, where there is none.</summary>
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute()
    {
        if (Browser.Program is null)
        {
            Skip = "No Chromium on the PATH: install it (on Debian 'apt install chromium') to have the reports looked at.";
        }
    }
}
