namespace LossDsl.Cuda.Tests.Support;

/// <summary>A test with cases that runs kernels on the stand-in. It is skipped where g++ is missing.</summary>
internal sealed class StandInTheoryAttribute : TheoryAttribute
{
    public StandInTheoryAttribute() => Skip = StandInBuild.IsPossible ? null : StandInFactAttribute.Reason;
}
