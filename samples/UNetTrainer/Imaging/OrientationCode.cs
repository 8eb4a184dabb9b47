namespace UNetTrainer.Imaging;

/// <summary>Names the orientation of a volume by three letters: the side of the patient to which each dimension points, e.g. <c>RAS</c> or <c>LPS</c>.</summary>
internal static class OrientationCode
{
    /// <summary>Text for a file that states no orientation.</summary>
    public const string Unknown = "-";

    private static readonly string[] Letters = ["LR", "PA", "IS"];

    /// <summary>Returns the letters of a geometry; a dash if it is not stated.</summary>
    public static string Format(Geometry geometry) =>
        geometry.IsStated ? string.Concat(new[] { geometry.X, geometry.Y, geometry.Z }.Select(Letter)) : Unknown;

    private static char Letter(Vector step)
    {
        double[] along = [step.X, step.Y, step.Z];
        var dimension = Array.IndexOf(along, along.MaxBy(Math.Abs));
        return Letters[dimension][along[dimension] > 0 ? 1 : 0];
    }
}
