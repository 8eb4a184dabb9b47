using UNetTrainer.Imaging;

namespace UNetTrainer.Tests.Imaging;

/// <summary>Tests of the names of orientations.</summary>
public class OrientationTests
{
    [Fact]
    public void TheLetters_AreTheSidesToWhichTheDimensionsPoint()
    {
        Assert.Equal("RAS", OrientationCode.Format(Geometry.FromSpacing(1, 2, 3)));
        Assert.Equal("LPS", OrientationCode.Format(new(new(-1, 0, 0), new(0, -1, 0), new(0, 0, 2), new(0, 0, 0))));
        Assert.Equal("PIR", OrientationCode.Format(new(new(0.1, -1, 0), new(0, 0.2, -2), new(1, 0, 0), new(5, 5, 5))));
        Assert.Equal("-", OrientationCode.Format(Geometry.Unknown));
    }
}
