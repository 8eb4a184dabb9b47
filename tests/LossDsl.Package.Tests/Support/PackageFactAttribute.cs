namespace LossDsl.Package.Tests.Support;

/// <summary>Fact about packages. Skipped, and counted as such, unless LOSSDSL_PACKAGE_TESTS chooses it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PackageFactAttribute : FactAttribute
{
    /// <param name="rare">Whether the fact takes minutes or a tool that few machines have.</param>
    public PackageFactAttribute(bool rare = false) => Skip = PackageTests.Skip(rare);
}
