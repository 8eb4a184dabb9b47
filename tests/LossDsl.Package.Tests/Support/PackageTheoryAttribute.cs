namespace LossDsl.Package.Tests.Support;

/// <summary>Theory about packages. Skipped, and counted as such, unless LOSSDSL_PACKAGE_TESTS chooses it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PackageTheoryAttribute : TheoryAttribute
{
    public PackageTheoryAttribute() => Skip = PackageTests.Skip();
}
