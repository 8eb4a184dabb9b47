namespace LossDsl.Package.Tests.Support;

/// <summary>Fact that takes minutes or a compiler that few machines have. Skipped, and counted as such, unless LOSSDSL_ALL_PACKAGE_TESTS is 1.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OptInFactAttribute : FactAttribute
{
    public OptInFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("LOSSDSL_ALL_PACKAGE_TESTS") != "1")
        {
            Skip = "Runs if LOSSDSL_ALL_PACKAGE_TESTS is 1.";
        }
    }
}
