using UNetTrainer.Imaging;
using UNetTrainer.Tests.Support;

namespace UNetTrainer.Tests.Imaging;

/// <summary>Tests of <see cref="Turn"/> on all 48 orders of storage, and on an oblique scan.</summary>
public class TurnTests
{
    private static readonly int[] Lengths = [3, 2, 4];

    private static readonly double[] Ras = [.. Enumerable.Range(0, 24).Select(static i => (double)i)];

    [Fact]
    public void EveryStorage_TurnsToTheSameVolume_AndBack()
    {
        var codes = new HashSet<string>();
        foreach (var storage in Storage.All)
        {
            var stored = NiftiReader.Read(new MemoryStream(storage.Store(Ras, Lengths, [1, 2, 3], [-4, 5, -6]).ToBytes()));
            var turn = Turn.ToRas(stored.Geometry);
            var turned = turn.Apply(stored);
            Assert.Equal("3 x 2 x 4", turned.Shape);
            Assert.Equal(Ras.Select(static v => (float)v), turned.Voxels);
            Assert.Equal(Geometry.FromSpacing(1, 2, 3) with { Origin = new(-4, 5, -6) }, turned.Geometry);
            Assert.Equal(storage.Code, turn.StoredOrientation);

            var back = turn.Inverse.Apply(turned);
            Assert.Equal((stored.Shape, stored.Geometry), (back.Shape, back.Geometry));
            Assert.Equal(stored.Voxels, back.Voxels);
            codes.Add(storage.Code);
        }

        Assert.Equal(48, codes.Count);
    }

    [Fact]
    public void AnObliqueScan_KeepsItsRest()
    {
        // 20 degrees about x, stored as PIR would be.
        var (cos, sin) = (Math.Cos(0.35), Math.Sin(0.35));
        var geometry = new Geometry(new(0, -cos, -sin), new(0, sin, -cos), new(1, 0, 0), new(1, 2, 3));
        var turn = Turn.ToRas(geometry);
        Assert.Equal("PIR", turn.StoredOrientation);
        var turned = turn.Apply(geometry, [5, 6, 7]);
        Assert.Equal(new Vector(0, cos, sin), turned.Y);
        Assert.InRange((turned.World(0, 4, 5) - geometry.Origin).Length, 0, 1e-12);
    }

    [Fact]
    public void Channels_TurnTogether()
    {
        var turn = Turn.ToRas(new(new(-1, 0, 0), new(0, 1, 0), new(0, 0, 1), new(0, 0, 0)));
        Assert.Equal([2, 1, 4, 3], turn.Apply(new Volume(2, 1, 1, [1, 2, 3, 4]) { Channels = 2 }).Voxels);
    }

    [Fact]
    public void WithoutAStatedGeometry_NothingTurns() =>
        Assert.Equal([1, 2], Turn.ToRas(Geometry.Unknown).Apply(new Volume(2, 1, 1, [1, 2])).Voxels);
}
