namespace LossDsl.Package.Tests.Support;

/// <summary>Tests that share one feed and one package cache, one after the other: each builds with all processors.</summary>
[CollectionDefinition(Name)]
public sealed class PackageCollection : ICollectionFixture<Feed>
{
    /// <summary>Name of the collection.</summary>
    public const string Name = "packages";
}
