using static TorchSharp.torch;

namespace LossDsl.Conformance.Distances;

/// <summary>Bad input is refused with what was wrong and what was expected.</summary>
public class RefusalTests
{
    [Fact]
    public void A_mask_needs_images_and_classes() => Refuses(
        static () => DistanceMap.Compute(ones(4), DistanceKind.Signed),
        "The mask has shape [4]; it must be [B, C, ...]: images, classes, then the spatial dimensions. (Parameter 'mask')");

    [Fact]
    public void A_mask_is_real() => Refuses(
        static () => ContourMap.Compute(ones([1, 1, 4], complex64)),
        "The mask is ComplexFloat32; it must be real, with foreground above 0.5. (Parameter 'mask')");

    [Fact]
    public void Spacing_has_a_number_for_each_spatial_dimension() => Refuses(
        static () => DistanceMap.Compute(ones(1, 1, 4, 4), DistanceKind.Signed, [1, 1, 3]),
        "The spacing has 3 numbers, a mask of shape [1, 1, 4, 4] has 2 spatial dimensions; give one number for each. (Parameter 'spacing')");

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e-20)]
    public void Spacing_is_a_length(double spacing) => Refuses(
        () => DistanceMap.Compute(ones(1, 1, 4, 4), DistanceKind.Signed, [1, spacing]),
        $"A spacing is {spacing}; each must be a length between 1e-15 and 1e15. (Parameter 'spacing')");

    [Fact]
    public void An_image_beyond_the_size_of_an_array_is_refused_before_anything_is_copied() => Refuses(
        static () => DistanceMap.Compute(zeros([1, 1, 1, 1, 1]).expand(1, 1, 1024, 1024, 1024), DistanceKind.Signed),
        "An image of a mask of shape [1, 1, 1024, 1024, 1024] has more than 268435455 pixels; cut it into patches. (Parameter 'mask')");

    [Fact]
    public void Kinds_are_named() => Assert.StartsWith(
        "There is no such DistanceKind; there are Euclidean, Signed, Inverted, InvertedUnscaled, ToContour.",
        Assert.Throws<ArgumentOutOfRangeException>(static () => DistanceMap.Compute(ones(1, 1, 4), (DistanceKind)9)).Message);

    [Fact]
    public void A_mask_is_not_null() => Assert.Throws<ArgumentNullException>(static () => DistanceMap.Compute(null!, DistanceKind.Signed));

    private static void Refuses(Func<Tensor> action, string message) => Assert.Equal(message, Assert.Throws<ArgumentException>(action).Message);
}
