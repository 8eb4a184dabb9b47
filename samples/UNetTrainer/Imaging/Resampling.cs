using UNetTrainer.Errors;

namespace UNetTrainer.Imaging;

/// <summary>Change of the distance between voxels along each dimension, about the centre of the volume. Orientation and place in the world stay.</summary>
internal sealed class Resampling
{
    private const double MostVoxels = 1 << 30;

    private readonly ResampledAxis[] axes;

    private Resampling(ResampledAxis[] axes) => this.axes = axes;

    /// <summary>Resampling back to the grid that this one starts from.</summary>
    public Resampling Inverse => new(Array.ConvertAll(axes, static a => a.Inverse));

    /// <summary>Returns the resampling of a volume to a spacing. Returns null if the volume has that spacing, or states none.</summary>
    /// <exception cref="InputException">The volume would have too many voxels.</exception>
    public static Resampling? Between(Volume volume, VoxelSpacing spacing)
    {
        if (!volume.Geometry.HasSpacing)
        {
            return null;
        }

        // A single slice has no neighbours to compute values between.
        var now = VoxelSpacing.From(volume.Geometry);
        spacing = new(volume.Width > 1 ? spacing.X : now.X, volume.Height > 1 ? spacing.Y : now.Y, volume.Depth > 1 ? spacing.Z : now.Z);
        if (now.IsCloseTo(spacing))
        {
            return null;
        }

        ResampledAxis[] axes = [new(volume.Width, spacing.X / now.X), new(volume.Height, spacing.Y / now.Y), new(volume.Depth, spacing.Z / now.Z)];
        return axes.Aggregate(1.0, static (n, a) => n * a.To) <= MostVoxels
            ? new(axes)
            : throw new InputException($"at a spacing of {spacing} it would have more than {MostVoxels} voxels; it has {volume.Shape} of {now}: choose a larger --spacing");
    }

    /// <summary>Returns the volume at the new spacing.</summary>
    /// <param name="volume">Volume of the grid that this resampling starts from.</param>
    /// <param name="nearest">Whether a voxel takes the value of the nearest voxel, as labels need; otherwise values are interpolated linearly.</param>
    public Volume Apply(Volume volume, bool nearest)
    {
        var g = volume.Geometry;
        return volume with
        {
            Width = axes[0].To,
            Height = axes[1].To,
            Depth = axes[2].To,
            Voxels = Apply(volume.Voxels, nearest),
            Geometry = g with { X = axes[0].Ratio * g.X, Y = axes[1].Ratio * g.Y, Z = axes[2].Ratio * g.Z, Origin = g.World(axes[0].Start, axes[1].Start, axes[2].Start) },
        };
    }

    /// <summary>Returns the class of each voxel on the new grid: the class with the largest share by linear interpolation.</summary>
    public byte[] Apply(byte[] classes)
    {
        var winners = new byte[axes.Aggregate(1, static (n, a) => n * a.To)];
        var largest = new float[winners.Length];
        foreach (var c in classes.Distinct().Order())
        {
            var shares = Apply(Array.ConvertAll(classes, v => v == c ? 1f : 0f), nearest: false);
            for (var i = 0; i < winners.Length; i++)
            {
                if (shares[i] > largest[i])
                {
                    (winners[i], largest[i]) = (c, shares[i]);
                }
            }
        }

        return winners;
    }

    private float[] Apply(float[] voxels, bool nearest)
    {
        var inner = 1;
        foreach (var axis in axes)
        {
            voxels = axis.Apply(voxels, inner, nearest);
            inner *= axis.To;
        }

        return voxels;
    }
}
