namespace UNetTrainer.Tests.Reports;

/// <summary>Theory that needs a browser, and is skipped if none is installed.</summary>
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
