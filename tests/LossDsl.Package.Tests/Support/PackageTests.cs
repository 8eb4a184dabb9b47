namespace LossDsl.Package.Tests.Support;

/// <summary>Choice of the package tests that run, by the environment variable LOSSDSL_PACKAGE_TESTS: unset for none, 1 for most, all for all.</summary>
internal static class PackageTests
{
    private static readonly string? Choice = Environment.GetEnvironmentVariable("LOSSDSL_PACKAGE_TESTS");

    /// <summary>Reason to skip a test, or null if the test runs.</summary>
    /// <param name="rare">Whether the test takes minutes or a tool that few machines have.</param>
    public static string? Skip(bool rare = false) =>
        Choice == "all" || (Choice == "1" && !rare) ? null : $"Packs and builds outside the repository: runs if LOSSDSL_PACKAGE_TESTS is {(rare ? "all" : "1")}.";
}
