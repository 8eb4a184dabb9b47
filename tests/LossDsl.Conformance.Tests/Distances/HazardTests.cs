namespace LossDsl.Conformance.Distances;

/// <summary>Tests of distance maps for masks on which a distance is undefined, or on which a naive implementation divides by zero or loses digits.</summary>
public class HazardTests
{
    private static readonly int[][] Sizes = [[1], [7], [1, 1], [4, 5], [1, 6], [3, 4, 2], [1, 4, 4]];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Empty_and_full_masks_have_maps_of_zeros(bool side) => Assert.All(Sizes, lengths =>
    {
        var mask = Filled(lengths, side);
        Assert.All(Enum.GetValues<DistanceKind>(), kind => Assert.All(mask.Map(kind), static value => Assert.Equal(0, value)));
        Assert.All(mask.Contour(), static value => Assert.Equal(0, value));
    });

    [Fact]
    public void Empty_and_full_images_change_no_map_of_their_neighbours()
    {
        var alone = Mask.Parse("....", ".##.", "....");
        var both = alone with { Pixels = [.. new bool[12], .. alone.Pixels, .. Enumerable.Repeat(true, 12)] };
        foreach (var kind in Enum.GetValues<DistanceKind>())
        {
            Assert.Equal([.. new double[12], .. alone.Map(kind), .. new double[12]], both.Map(kind));
        }
    }

    [Fact]
    public void The_inverted_map_is_zero_on_a_side_whose_distances_are_equal()
    {
        var map = Mask.Parse(".....", "#####", ".....", ".....").Map(DistanceKind.Inverted);
        Assert.Equal([1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0], map);
    }

    [Fact]
    public void Signed_maps_are_negative_inside_and_positive_outside_for_any_spacing()
    {
        var mask = Mask.Parse(".......", ".#####.", ".#####.", ".#####.", ".......");
        foreach (var spacing in new double[][] { [1, 1], [0.25, 4], [3, 0.5], [20, 20] })
        {
            var map = mask.Map(DistanceKind.Signed, spacing);
            Assert.All(map.Zip(mask.Pixels), static pair => Assert.True(pair.Second ? pair.First <= 0 : pair.First > 0, $"{pair.First}"));
            Assert.True(map[17] < 0, "The pixel in the middle is inside.");
        }
    }

    [Fact]
    public void An_object_cut_off_by_the_border_has_a_closed_contour() => Assert.Equal(
        [1, 1, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 0],
        Mask.Parse("###.", "###.", "###.", "###.").Contour());

    [Fact]
    public void A_volume_of_one_slice_has_the_contour_of_the_image()
    {
        var image = Mask.Parse(".....", ".###.", ".###.", ".###.", ".....");
        Assert.Equal(image.Contour(), (image with { Lengths = [1, 5, 5] }).Contour());
        Assert.Equal(8, image.Contour().Sum());
    }

    [Fact]
    public void Large_distances_keep_their_significant_digits()
    {
        var pixels = new bool[5000];
        pixels[0] = true;
        Assert.Equal(4999 * 0.1, new Mask(pixels, [5000], [0.1]).Map(DistanceKind.Euclidean)[^1]);

        var corner = new Mask([.. pixels, .. new bool[10000]], [5000, 3], [1e-3, 1e9]).Map(DistanceKind.Euclidean);
        Assert.Equal(4.999, corner[4999 * 3], 1e-15);
        Assert.Equal(Math.Sqrt((4.999 * 4.999) + 4e18), corner[^1], 1e-6);
    }

    private static Mask Filled(int[] lengths, bool side)
    {
        var size = lengths.Aggregate(1, static (product, length) => product * length);
        return new Mask([.. Enumerable.Repeat(side, 2 * size)], lengths, [.. lengths.Select(static _ => 1.0)]);
    }
}
