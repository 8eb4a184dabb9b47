using UNetTrainer.Imaging;

namespace UNetTrainer.Data;

/// <summary>Volume on the grid that the network sees, with the way back to the grid of its file.</summary>
internal sealed class NetworkGrid
{
    private readonly Turn turn;
    private readonly IReadOnlyList<int> turned;
    private readonly Resampling? resampling;

    private NetworkGrid(Turn turn, Volume turned, Resampling? resampling)
    {
        (this.turn, this.turned, this.resampling) = (turn, turned.Lengths, resampling);
        Volume = resampling?.Apply(turned, nearest: false) ?? turned;
    }

    /// <summary>Volume on the network's grid.</summary>
    public Volume Volume { get; }

    /// <summary>Whether the network's voxels have another spacing than those of the file.</summary>
    public bool IsResampled => resampling is not null;

    /// <summary>Turns and resamples a volume.</summary>
    /// <exception cref="Errors.InputException">The volume would have too many voxels.</exception>
    public static NetworkGrid Create(Volume stored, Turn turn, VoxelSpacing? spacing)
    {
        var turned = turn.Apply(stored);
        return new(turn, turned, spacing is null ? null : Resampling.Between(turned, spacing));
    }

    /// <summary>Brings labels to the network's grid.</summary>
    /// <param name="mask">Labels on the grid of the file.</param>
    public Volume Labels(Volume mask)
    {
        var labels = Turned(mask);
        return resampling?.Apply(labels, nearest: true) ?? labels;
    }

    /// <summary>Turns labels to the orientation of the network's grid. Their spacing stays that of the file.</summary>
    /// <param name="mask">Labels on the grid of the file.</param>
    public Volume Turned(Volume mask) => turn.Apply(mask);

    /// <summary>Brings predicted classes back to the grid of the file.</summary>
    public byte[] Restore(byte[] classes) => turn.Inverse.Apply(RestoreSpacing(classes), turned);

    /// <summary>Brings predicted classes back to the spacing of the file. Their orientation stays that of the network's grid.</summary>
    public byte[] RestoreSpacing(byte[] classes) => resampling?.Inverse.Apply(classes) ?? classes;
}
