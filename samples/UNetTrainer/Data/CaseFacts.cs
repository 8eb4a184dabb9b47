using UNetTrainer.Imaging;

namespace UNetTrainer.Data;

/// <summary>Facts about the image of a case that its slices no longer show.</summary>
/// <param name="Geometry">Map from voxels to world coordinates of the volume that the slices are cut from.</param>
/// <param name="Orientation">Orientation of the file, e.g. <c>RAS</c>; a dash if the file states none.</param>
/// <param name="Darkest">Smallest value of the file.</param>
/// <param name="Brightest">Largest value of the file.</param>
/// <param name="Kind">Kind of the file, e.g. <c>16-bit grey PNG</c>.</param>
internal sealed record CaseFacts(Geometry Geometry, string Orientation, float Darkest, float Brightest, string Kind)
{
    /// <summary>Facts of a case that was not read from a file.</summary>
    public static CaseFacts Unknown { get; } = new(Geometry.Unknown, OrientationCode.Unknown, float.NaN, float.NaN, "");

    /// <summary>Measures the image of a case, as it was read.</summary>
    public static CaseFacts Measure(Volume image) =>
        new(image.Geometry, OrientationCode.Format(image.Geometry), image.Voxels.Min(), image.Voxels.Max(), image.Kind);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static CaseFacts Read(BinaryReader reader)
    {
        var geometry = new Geometry(ReadVector(reader), ReadVector(reader), ReadVector(reader), ReadVector(reader)) { IsStated = reader.ReadBoolean(), HasSpacing = reader.ReadBoolean() };
        return new(geometry, reader.ReadString(), reader.ReadSingle(), reader.ReadSingle(), reader.ReadString());
    }

    /// <summary>Writes the facts.</summary>
    public void Write(BinaryWriter writer)
    {
        foreach (var vector in (Vector[])[Geometry.X, Geometry.Y, Geometry.Z, Geometry.Origin])
        {
            writer.Write(vector.X);
            writer.Write(vector.Y);
            writer.Write(vector.Z);
        }

        writer.Write(Geometry.IsStated);
        writer.Write(Geometry.HasSpacing);
        writer.Write(Orientation);
        writer.Write(Darkest);
        writer.Write(Brightest);
        writer.Write(Kind);
    }

    private static Vector ReadVector(BinaryReader reader) => new(reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
}
