namespace LossDsl.Cuda.Tests.Support;

/// <summary>Tests that change the state of the process: the libraries in use, the stand-in's seed. They run one after another, and beside no others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ExclusiveCollection
{
    /// <summary>Name of the collection.</summary>
    public const string Name = "exclusive";
}
