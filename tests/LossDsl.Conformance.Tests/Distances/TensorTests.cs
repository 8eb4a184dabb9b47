using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Conformance.Distances;

/// <summary>Tests of distance maps of masks of any tensor type, memory layout and shape, with and without a gradient.</summary>
public class TensorTests
{
    public static TheoryData<ScalarType> Types =>
        [ScalarType.Bool, ScalarType.Byte, ScalarType.Int8, ScalarType.Int32, ScalarType.Int64, ScalarType.Float16, ScalarType.BFloat16, ScalarType.Float32, ScalarType.Float64];

    [Theory]
    [MemberData(nameof(Types))]
    public void Masks_of_every_type_have_the_same_map(ScalarType type)
    {
        using var scope = NewDisposeScope();
        var mask = Blobs();
        var expected = DistanceMap.Compute(mask, DistanceKind.Euclidean);
        var actual = DistanceMap.Compute(mask.to_type(type), DistanceKind.Euclidean);
        Assert.Equal(type == ScalarType.Float64 ? ScalarType.Float64 : ScalarType.Float32, actual.dtype);
        Assert.Equal(actual.dtype, ContourMap.Compute(mask.to_type(type)).dtype);
        Assert.Equal(mask.shape, actual.shape);
        Assert.True(actual.equal(expected.to_type(actual.dtype)).all().item<bool>());
    }

    [Fact]
    public void Foreground_is_above_one_half_and_nothing_else()
    {
        using var scope = NewDisposeScope();
        var mask = tensor(new[] { 0, 0.5f, MathF.BitIncrement(0.5f), 7, float.NaN, -3 }, [1, 1, 6]);
        Assert.Equal([2, 1, 1, 1, 1, 2], DistanceMap.Compute(mask, DistanceKind.Euclidean).data<float>().ToArray());
    }

    [Fact]
    public void Any_memory_layout_is_read_in_the_order_of_its_indices()
    {
        using var scope = NewDisposeScope();
        var plain = Blobs();
        var large = zeros([4, 5, 9, 21], float64);
        large[1..3, 1..4, 1..8, TensorIndex.Slice(2, 20, 2)] = plain;
        Tensor[] layouts =
        [
            large[1..3, 1..4, 1..8, TensorIndex.Slice(2, 20, 2)],
            plain.transpose(2, 3).contiguous().transpose(2, 3),
            plain.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2),
            cat([plain, plain])[2..],
        ];
        foreach (var kind in Enum.GetValues<DistanceKind>())
        {
            var expected = DistanceMap.Compute(plain, kind).data<double>().ToArray();
            Assert.All(layouts, mask => Assert.Equal(expected, DistanceMap.Compute(mask, kind).data<double>().ToArray()));
        }
    }

    [Fact]
    public void Every_image_and_class_is_mapped_on_its_own_also_in_parallel()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(3);
        var mask = rand(3, 4, 40, 70).gt(0.7);
        foreach (var kind in Enum.GetValues<DistanceKind>())
        {
            var all = DistanceMap.Compute(mask, kind, [2, 0.7]);
            for (var image = 0; image < 3; image++)
            {
                for (var label = 0; label < 4; label++)
                {
                    var one = DistanceMap.Compute(mask[image, label].unsqueeze(0).unsqueeze(0), kind, [2, 0.7]);
                    Assert.Equal(one.data<float>().ToArray(), all[image, label].contiguous().data<float>().ToArray());
                }
            }
        }
    }

    [Fact]
    public void A_prediction_may_require_a_gradient_and_its_map_has_none()
    {
        using var scope = NewDisposeScope();
        var probabilities = Blobs().requires_grad_() * 1;
        Assert.False(DistanceMap.Compute(probabilities, DistanceKind.Euclidean).requires_grad);
        Assert.False(ContourMap.Compute(probabilities).requires_grad);
    }

    [Fact]
    public void Only_the_map_outlives_the_call()
    {
        using var scope = NewDisposeScope();
        var mask = Blobs();
        var before = scope.DisposablesCount;
        var map = DistanceMap.Compute(mask, DistanceKind.Inverted);
        Assert.Equal(before + 1, scope.DisposablesCount);
        Assert.True(scope.Contains(map));
    }

    [Fact]
    public void Tensors_without_pixels_or_spatial_dimensions_have_maps_of_zeros()
    {
        using var scope = NewDisposeScope();
        foreach (var shape in new long[][] { [0, 2, 3, 3], [2, 0, 3, 3], [2, 2, 0, 3], [2, 3] })
        {
            var map = DistanceMap.Compute(ones(shape), DistanceKind.Euclidean);
            Assert.Equal(shape, map.shape);
            Assert.Equal(0, map.sum().item<float>());
        }
    }

    // A mask of shape [2, 3, 7, 9] with foreground in every image and class, at different places.
    private static Tensor Blobs() => (arange(2 * 3 * 7 * 9, dtype: float64).mul(0.37).sin() > 0.3).to_type(float64).reshape(2, 3, 7, 9);
}
