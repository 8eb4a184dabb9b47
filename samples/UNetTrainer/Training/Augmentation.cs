using TorchSharp;
using UNetTrainer.Data;
using static TorchSharp.torch;

namespace UNetTrainer.Training;

/// <summary>
/// Changes training batches at random, so that a small set shows more variety. As the settings say, half of the batches are mirrored and half are flipped;
/// each slice is rotated, scaled, bent, and changed in contrast and brightness. All random numbers are those of the epoch (<see cref="EpochRandom"/>).
/// </summary>
internal static class Augmentation
{
    // Points along each side whose random displacements define an elastic deformation.
    private const int ElasticPoints = 5;

    /// <summary>Returns the batch to train on.</summary>
    public static Batch Apply(Batch batch, TrainingSettings settings, Random random)
    {
        var mirrored = settings.Mirror && random.Next(2) == 0 ? batch.Each(static t => t.flip(3)) : batch;
        var flipped = settings.Flip && random.Next(2) == 0 ? mirrored.Each(static t => t.flip(2)) : mirrored;
        var moved = settings is { Rotate: 0, Scale: 0, Elastic: 0 } ? flipped : Moved(flipped, settings);
        return settings.Intensity == 0 ? moved : moved with { Images = WithOtherIntensities(moved.Images, settings.Intensity) };
    }

    // Image and labels are sampled by the same grid. The result has no maps, because maps of the labels do not bend with the labels: the loss computes them anew.
    private static Batch Moved(Batch batch, TrainingSettings settings)
    {
        using var noGrad = no_grad();
        var (count, height, width) = (batch.Images.shape[0], batch.Images.shape[2], batch.Images.shape[3]);
        var grid = nn.functional.affine_grid(Turned(count, height, width, settings), [count, 1, height, width], align_corners: false) + Bent(count, height, width, settings.Elastic);
        grid = grid.to(batch.Images.device);
        return new(
            nn.functional.grid_sample(batch.Images, grid, GridSampleMode.Bilinear, GridSamplePaddingMode.Border, align_corners: false),
            nn.functional.grid_sample(batch.Labels.to_type(float32), grid, GridSampleMode.Nearest, GridSamplePaddingMode.Zeros, align_corners: false).to_type(uint8)) { HasIgnored = batch.HasIgnored };
    }

    // Matrices of a random rotation and scale for each slice, [B, 2, 3]. The grid's coordinates go from -1 to 1 along both sides, whatever their lengths.
    private static Tensor Turned(long count, long height, long width, TrainingSettings settings)
    {
        var angle = Symmetric(count) * (settings.Rotate * Math.PI / 180);
        var scale = (Symmetric(count) * Math.Log(1 + settings.Scale)).exp();
        var (cos, sin, zero) = (angle.cos() * scale, angle.sin() * scale, zeros(count));
        var rows = stack([cos, sin * (-(double)height / width), zero, sin * ((double)width / height), cos, zero], 1);
        return rows.view(count, 2, 3);
    }

    // Random displacements of a few points, at most this many pixels along each side, with smooth interpolation between the points.
    private static Tensor Bent(long count, long height, long width, double pixels)
    {
        if (pixels == 0)
        {
            return zeros(1);
        }

        var coarse = ((rand(count, 2, ElasticPoints, ElasticPoints) * 2) - 1) * (2 * pixels);
        var smooth = nn.functional.interpolate(coarse, size: [height, width], mode: InterpolationMode.Bicubic, align_corners: true);
        return smooth.permute(0, 2, 3, 1) / tensor(new float[] { width, height });
    }

    // Changes contrast and brightness relative to the standard deviation of the images, which is 1.
    private static Tensor WithOtherIntensities(Tensor images, double intensity)
    {
        using var noGrad = no_grad();
        var contrast = (1 + (Symmetric(images.shape[0]) * intensity)).view(-1, 1, 1, 1).to(images.device);
        var brightness = (Symmetric(images.shape[0]) * intensity).view(-1, 1, 1, 1).to(images.device);
        return (images * contrast) + brightness;
    }

    private static Tensor Symmetric(long count) => (rand(count) * 2) - 1;
}
