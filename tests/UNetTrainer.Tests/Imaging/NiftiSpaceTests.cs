using UNetTrainer.Imaging;
using UNetTrainer.Tests.Support;

namespace UNetTrainer.Tests.Imaging;

/// <summary>Tests of the geometry that NIfTI headers state, by the rules of nifti1.h.</summary>
public class NiftiSpaceTests
{
    private static readonly NiftiFile Plain = new() { Values = new double[24], PixDim = [1, 2, 3, 4] };

    // A quarter turn about z: the first dimension runs to the front, the second to the left.
    private static readonly float[] QuarterTurn = [0, 0, MathF.Sqrt(0.5f), 10, 20, 30];

    private static readonly float[] Left = [-2, 0, 0, 5, 0, 3, 0, 6, 0, 0, 4, 7];

    [Fact]
    public void Sform_GoesBeforeQform()
    {
        var geometry = Read(Plain with { Sform = Left, Qform = QuarterTurn });
        Assert.Equal((new Vector(-2, 0, 0), new Vector(0, 3, 0), new Vector(0, 0, 4), new Vector(5, 6, 7)), (geometry.X, geometry.Y, geometry.Z, geometry.Origin));
        Assert.True(geometry.IsStated);
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(-1, -4)]
    public void Qform_IsARotationWithTheSpacing(float sign, double third)
    {
        var geometry = Read(Plain with { Qform = QuarterTurn, PixDim = [sign, 2, 3, 4] });
        AssertNear(new(0, 2, 0), geometry.X);
        AssertNear(new(-3, 0, 0), geometry.Y);
        AssertNear(new(0, 0, third), geometry.Z);
        AssertNear(new(10, 20, 30), geometry.Origin);
        Assert.True(geometry.IsStated);
    }

    [Fact]
    public void WithoutCodes_TheSpacingAlone_IsKnown()
    {
        var geometry = Read(Plain);
        Assert.Equal((false, true, (2, 3, 4)), (geometry.IsStated, geometry.HasSpacing, geometry.Spacing));
        Assert.False(Read(Plain with { PixDim = [] }).HasSpacing);
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(2, 2)]
    [InlineData(1, 2000)]
    [InlineData(3, 0.002)]
    [InlineData(10, 2)]
    public void Units_BecomeMillimetres(byte units, double expected) => Assert.Equal(expected, Read(Plain with { Sform = Left, Units = units }).Spacing.X, 9);

    [Fact]
    public void ASingularOrInfiniteMatrix_CountsAsNotStated()
    {
        Assert.False(Read(Plain with { Sform = new float[12] }).IsStated);
        Assert.False(Read(Plain with { Sform = [1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 1, 0] }).IsStated);
        Assert.False(Read(Plain with { Sform = [.. Left[..3], float.PositiveInfinity, .. Left[4..]] }).IsStated);
        Assert.Equal(2, Read(Plain with { Sform = new float[12], Qform = QuarterTurn }).X.Y, 5);
    }

    [Fact]
    public void ASingleSlice_NeedsNoThirdAxis() =>
        Assert.Equal(new(0, 0, 1), Read(Plain with { Dim = [2, 6, 4, 1, 1, 1, 1, 1], Sform = [2, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0] }).Z);

    private static Geometry Read(NiftiFile file) => NiftiReader.Read(new MemoryStream(file.ToBytes())).Geometry;

    private static void AssertNear(Vector expected, Vector actual) => Assert.InRange((expected - actual).Length, 0, 1e-5);
}
