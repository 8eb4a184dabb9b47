namespace LossDsl.Cuda.Tests.Support;

/// <summary>A test that runs kernels on the stand-in. It is skipped where g++ is missing.</summary>
internal sealed class StandInFactAttribute : FactAttribute
{
    /// <summary>Reason to skip the test.</summary>
    public const string Reason = "No g++ on the PATH: 'apt install g++' brings it, and kernels run on the processor.";

    public StandInFactAttribute() => Skip = StandInBuild.IsPossible ? null : Reason;
}
