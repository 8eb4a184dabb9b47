namespace LossDsl.Conformance.Distances;

/// <summary>
/// Compares distance maps and contours with those that other implementations computed. Their values are stored with all digits, so they must be reproduced to 1e-14.
/// </summary>
public class PublishedMapTests
{
    public static TheoryData<string> Names => [.. PublishedMaps.All.Select(static map => map.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Maps_equal_those_of_other_implementations(string name)
    {
        var published = PublishedMaps.All.Single(map => map.Name == name);
        var actual = published.Mask.Map(published.Kind);
        Assert.Equal(published.Values.Length, actual.Length);
        Assert.All(actual.Zip(published.Values), static pair => Assert.Equal(pair.Second, pair.First, 1e-14));
    }

    [Theory]
    [MemberData(nameof(PublishedMaps.Contours), MemberType = typeof(PublishedMaps))]
    public void The_average_distance_of_two_contours_equals_that_of_another_implementation(string[] prediction, string[] target, double expected)
    {
        var contour = Mask.Parse(prediction).Contour();
        var distance = Mask.Parse(target).Map(DistanceKind.ToContour);
        Assert.Equal(expected, contour.Zip(distance, static (c, d) => c * d).Sum() / contour.Sum(), 1e-14);
    }

    [Theory]
    [MemberData(nameof(PublishedMaps.ContourProducts), MemberType = typeof(PublishedMaps))]
    public void Distances_between_contours_equal_those_of_another_implementation(string[] prediction, string[] target, string expected)
    {
        var contour = Mask.Parse(prediction).Contour();
        var distance = Mask.Parse(target).Map(DistanceKind.ToContour);
        Assert.All(contour.Zip(distance, static (c, d) => c * d).Zip(PublishedMap.Parse(expected)), static pair => Assert.Equal(pair.Second, pair.First, 1e-14));
    }

    [Fact]
    public void The_loss_of_another_implementation_follows_from_the_inverted_map()
    {
        var (rows, logits, expected) = PublishedMaps.WeightedDice;
        var mask = new PublishedMap("", DistanceKind.Inverted, [4, 4, 4], rows, "").Mask;
        var weight = mask.Map(DistanceKind.Inverted);
        double[] p = [.. PublishedMap.Parse(logits).Select(static logit => 1 / (1 + Math.Exp(-logit)))];
        var losses = Enumerable.Range(0, 2).Select(image =>
        {
            int[] pixels = [.. Enumerable.Range(image * 64, 64)];
            int[] foreground = [.. pixels.Where(i => mask.Pixels[i])];
            return -((2 * foreground.Sum(i => p[i] * (1 + weight[i]))) + 1e-5) / (pixels.Sum(i => p[i]) + foreground.Length + 1e-5);
        });
        Assert.Equal(expected, losses.Average(), 1e-12);
    }
}
