using CsCheck;

namespace LossDsl.Conformance.Distances;

/// <summary>Compares distance maps and contours with their definition, on random masks of one to three dimensions.</summary>
public class ExactnessTests
{
    public static TheoryData<DistanceKind> Kinds => [.. Enum.GetValues<DistanceKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Maps_equal_those_of_a_comparison_of_all_pixels(DistanceKind kind) => Mask.Random.Sample(
        mask =>
        {
            var expected = BruteForceMaps.Map(mask, kind);
            var actual = mask.Map(kind);
            Assert.Equal(expected.Length, actual.Length);
            // The inverted map divides by a difference of distances, which may be small.
            var tolerance = kind == DistanceKind.Inverted ? 1e-9 : 1e-12 * Math.Max(1, BruteForceMaps.Map(mask, DistanceKind.Euclidean).Max());
            Assert.All(actual.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, tolerance));
        },
        iter: 500);

    [Fact]
    public void Distances_with_a_spacing_of_1_are_exact_to_the_last_bit() => Mask.Random.Sample(
        mask =>
        {
            var whole = mask with { Spacing = [.. mask.Lengths.Select(static _ => 1.0)] };
            Assert.Equal(BruteForceMaps.Map(whole, DistanceKind.Euclidean), whole.Map(DistanceKind.Euclidean));
        },
        iter: 500);

    [Fact]
    public void Contours_are_the_foreground_beside_background() => Mask.Random.Sample(mask => Assert.Equal(BruteForceMaps.Contour(mask), mask.Contour()), iter: 500);

    [Theory]
    [InlineData(0.5, 193, 301)]
    [InlineData(0.01, 193, 301)]
    [InlineData(0.001, 35, 40, 71)]
    [InlineData(0.0001, 1, 20000)]
    public void Images_that_are_cut_into_pieces_have_the_same_maps(double density, params int[] lengths)
    {
        var random = new Random(1);
        double[] spacing = [.. lengths.Select(_ => 0.1 + random.NextDouble())];
        bool[] pixels = [.. Enumerable.Range(0, lengths.Aggregate(static (a, b) => a * b)).Select(_ => random.NextDouble() < density)];
        var actual = new Mask(pixels, lengths, spacing).Map(DistanceKind.Euclidean);
        var expected = SeparableMaps.Map(pixels, lengths, spacing);
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < actual.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-11);
        }
    }
}
