using UNetTrainer.Imaging;

namespace UNetTrainer.Tests.Imaging;

/// <summary>Tests of the names of orientations.</summary>
public class OrientationTests
{
    [Fact]
    public void TheLetters_AreTheSidesToWhichTheDimensionsPoint()
    {
        Assert.Equal("RAS", Orientation.Code(Geometry.FromSpacing(1, 2, 3)));
        Assert.Equal("LPS", Orientation.Code(new(new(-1, 0, 0), new(0, -1, 0), new(0, 0, 2), new(0, 0, 0))));
        Assert.Equal("PIR", Orientation.Code(new(new(0.1, -1, 0), new(0, 0.2, -2), new(1, 0, 0), new(5, 5, 5))));
        Assert.Equal("-", Orientation.Code(Geometry.Unknown));
    }
}
