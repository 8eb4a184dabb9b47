using static TorchSharp.torch;

namespace LossDsl.Conformance.Distances;

/// <summary>Tests that distance maps refuse bad input with a message that says what was wrong and what was expected.</summary>
public class RefusalTests
{
    [Fact]
    public void A_mask_without_image_and_class_dimensions_is_refused() => Refuses(
        static () => DistanceMap.Compute(ones(4), DistanceKind.Signed),
        "The mask has shape [4]; it must be [B, C, ...]: images, classes, then the spatial dimensions. (Parameter 'mask')");

    [Fact]
    public void A_complex_mask_is_refused() => Refuses(
        static () => ContourMap.Compute(ones([1, 1, 4], complex64)),
        "The mask is ComplexFloat32; it must be real, with foreground above 0.5. (Parameter 'mask')");

    [Fact]
    public void A_spacing_with_too_many_numbers_is_refused() => Refuses(
        static () => DistanceMap.Compute(ones(1, 1, 4, 4), DistanceKind.Signed, [1, 1, 3]),
        "The spacing has 3 numbers, a mask of shape [1, 1, 4, 4] has 2 spatial dimensions; give one number for each. (Parameter 'spacing')");

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e-20)]
    public void A_spacing_that_is_no_length_is_refused(double spacing) => Refuses(
        () => DistanceMap.Compute(ones(1, 1, 4, 4), DistanceKind.Signed, [1, spacing]),
        $"A spacing is {spacing}; each must be a length between 1e-15 and 1e15. (Parameter 'spacing')");

    [Fact]
    public void An_image_beyond_the_size_of_an_array_is_refused_before_anything_is_copied() => Refuses(
        static () => DistanceMap.Compute(zeros([1, 1, 1, 1, 1]).expand(1, 1, 1024, 1024, 1024), DistanceKind.Signed),
        "An image of a mask of shape [1, 1, 1024, 1024, 1024] has more than 268435455 pixels; cut it into patches. (Parameter 'mask')");

    [Fact]
    public void An_undefined_kind_is_refused_with_the_names_of_all_kinds() => Assert.StartsWith(
        "There is no such DistanceKind; there are Euclidean, Signed, Inverted, InvertedUnscaled, ToContour.",
        Assert.Throws<ArgumentOutOfRangeException>(static () => DistanceMap.Compute(ones(1, 1, 4), (DistanceKind)9)).Message);

    [Fact]
    public void A_null_mask_is_refused() => Assert.Throws<ArgumentNullException>(static () => DistanceMap.Compute(null!, DistanceKind.Signed));

    private static void Refuses(Func<Tensor> action, string message) => Assert.Equal(message, Assert.Throws<ArgumentException>(action).Message);
}
