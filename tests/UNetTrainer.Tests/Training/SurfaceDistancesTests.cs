using System.Globalization;
using UNetTrainer.Tests.Support;
using UNetTrainer.Training;
using static TorchSharp.torch;

namespace UNetTrainer.Tests.Training;

/// <summary>Tests of the distances between surfaces, on masks whose answer is known and against a search over all pairs of surface voxels.</summary>
public class SurfaceDistancesTests
{
    private const int Size = 16;

    // Worked out by hand: of the 488 surface voxels of a cube of 10, those of the face that looks away from the shift (100) and the inner ones of the opposite face (64)
    // are at a distance of one voxel, all others lie on the other surface.
    [Theory]
    [InlineData(0, 324.0 / 488)]
    [InlineData(0.99, 324.0 / 488)]
    [InlineData(1, 1)]
    public void CubesShiftedByAVoxel_AreAVoxelApart(double tolerance, double surfaceDice)
    {
        var figures = Compare(Cube(2), Cube(3), [1, 1, 1], tolerance);
        Assert.Equal(1, figures.Hausdorff95);
        Assert.Equal(surfaceDice, figures.SurfaceDice, 1e-12);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    public void PlanesShiftedByVoxels_AreThatFarApart_InTheUnitOfTheSpacing(int shift)
    {
        var (near, far) = (Mask(static (x, _, _) => x == 4), Mask((x, _, _) => x == 4 + shift));
        var figures = Compare(near, far, [1, 1, 0.7], 0.7 * shift);
        Assert.Equal(0.7 * shift, figures.Hausdorff95, 1e-12);
        Assert.Equal((1, 0), (figures.SurfaceDice, Compare(near, far, [1, 1, 0.7], 0.69 * shift).SurfaceDice));
    }

    [Fact]
    public void ConcentricSpheres_AreTheDifferenceOfTheirRadiiApart()
    {
        var figures = Compare(Sphere(4), Sphere(7), [1, 1, 1], 2);
        Assert.InRange(figures.Hausdorff95, 2.5, 3.5);
        Assert.Equal(0, figures.SurfaceDice);

        static bool[] Sphere(int radius) => Mask((x, y, z) => Square(x) + Square(y) + Square(z) <= radius * radius);
        static int Square(int x) => (x - 8) * (x - 8);
    }

    [Fact]
    public void EmptyMasks_HaveNoDistance()
    {
        var (empty, cube) = (Mask(static (_, _, _) => false), Cube(2));
        Assert.Equal((double.NaN, double.NaN), Figures(empty, empty));
        Assert.Equal((double.NaN, double.NaN), Figures(empty, cube));
        Assert.Equal((double.NaN, 0.0), Figures(cube, empty));
        Assert.Equal((0.0, 1.0), Figures(cube, cube));

        static (double, double) Figures(bool[] truth, bool[] predicted) => (Compare(truth, predicted, [1, 1, 1], 1).Hausdorff95, Compare(truth, predicted, [1, 1, 1], 1).SurfaceDice);
    }

    // A mask that fills the volume has its border as surface, and structures at the border are closed along it.
    [Fact]
    public void MasksAtTheBorder_HaveASurface()
    {
        var (all, most) = (Mask(static (_, _, _) => true), Mask(static (x, _, _) => x > 0));
        var figures = Compare(all, most, [1, 1, 1], 0);
        Assert.Equal((1, true), (figures.Hausdorff95, figures.SurfaceDice is > 0 and < 1));
        Assert.Equal(new(0, 1), Compare(all, all, [1, 1, 1], 0));
    }

    [Theory]
    [InlineData(1, 1.0, 1.0, 1.0)]
    [InlineData(2, 3.5, 0.8, 1.25)]
    [InlineData(3, 0.5, 2.0, 0.5)]
    public void RandomMasks_AgreeWithASearchOverAllPairs(int seed, double z, double y, double x)
    {
        var random = new Random(seed);
        var (truth, predicted) = (Blobs(random), Blobs(random));
        var expected = SurfaceSearch.Compare(truth, predicted, (Size, Size, Size), [z, y, x], tolerance: 1);
        var actual = Compare(truth, predicted, [z, y, x], tolerance: 1);
        Assert.Equal(expected.Hausdorff95, actual.Hausdorff95, 1e-9);
        Assert.Equal(expected.SurfaceDice, actual.SurfaceDice, 1e-12);
    }

    [Fact]
    public void APicture_HasAContourInItsPlane()
    {
        var (truth, predicted) = (new bool[Size * Size], new bool[Size * Size]);
        for (var i = 0; i < truth.Length; i++)
        {
            (truth[i], predicted[i]) = (i % Size is > 2 and < 9, i % Size is > 4 and < 9 && i / Size > 3);
        }

        var expected = SurfaceSearch.Compare(truth, predicted, (1, Size, Size), [1, 1, 1], tolerance: 1);
        using var first = tensor(truth, [1, Size, Size]);
        using var second = tensor(predicted, [1, Size, Size]);
        Assert.Equal(expected, SurfaceDistances.Compare(first, second, [1, 1, 1], 1));
    }

    [PythonFact("scipy", "numpy")]
    public void RandomMasks_AgreeWithScipy()
    {
        const string Script = """
            import sys
            import numpy as np
            from scipy.ndimage import binary_erosion, distance_transform_edt
            a, b = (np.fromfile(f, np.uint8).reshape(16, 16, 16) > 0 for f in sys.argv[1:3])
            spacing = [float(s) for s in sys.argv[3:6]]
            sa, sb = a ^ binary_erosion(a), b ^ binary_erosion(b)
            d = np.hstack([distance_transform_edt(~sb, spacing)[sa], distance_transform_edt(~sa, spacing)[sb]])
            print(repr(float(np.percentile(d, 95))), repr(float(np.mean(d <= 1))))
            """;
        using var folder = new TemporaryFolder();
        foreach (var seed in Enumerable.Range(1, 3))
        {
            var random = new Random(seed);
            var (truth, predicted, spacing) = (Blobs(random), Blobs(random), new[] { 2.5, 0.75, 1.25 });
            string[] files = [folder.Write("a", Array.ConvertAll(truth, static m => m ? (byte)1 : (byte)0)), folder.Write("b", Array.ConvertAll(predicted, static m => m ? (byte)1 : (byte)0))];
            var expected = Python.Run(Script, ["scipy", "numpy"], [.. files, .. spacing.Select(static s => s.ToString(CultureInfo.InvariantCulture))]).Split(' ').Select(static n => double.Parse(n, CultureInfo.InvariantCulture)).ToArray();
            var actual = Compare(truth, predicted, spacing, tolerance: 1);
            Assert.Equal(expected[0], actual.Hausdorff95, 1e-9);
            Assert.Equal(expected[1], actual.SurfaceDice, 1e-12);
        }
    }

    private static bool[] Cube(int left) => Mask((x, y, z) => x >= left && x < left + 10 && y is >= 2 and < 12 && z is >= 2 and < 12);

    private static bool[] Blobs(Random random)
    {
        var centers = Enumerable.Range(0, 3).Select(_ => (X: random.Next(Size), Y: random.Next(Size), Z: random.Next(Size), R: random.Next(2, 6))).ToArray();
        return Mask((x, y, z) => centers.Any(c => ((x - c.X) * (x - c.X)) + ((y - c.Y) * (y - c.Y)) + ((z - c.Z) * (z - c.Z)) <= c.R * c.R));
    }

    private static bool[] Mask(Func<int, int, int, bool> inside) =>
        [.. Enumerable.Range(0, Size * Size * Size).Select(i => inside(i % Size, i / Size % Size, i / (Size * Size)))];

    private static SurfaceFigures Compare(bool[] truth, bool[] predicted, double[] spacing, double tolerance)
    {
        using var first = tensor(truth, [Size, Size, Size]);
        using var second = tensor(predicted, [Size, Size, Size]);
        return SurfaceDistances.Compare(first, second, spacing, tolerance);
    }
}
