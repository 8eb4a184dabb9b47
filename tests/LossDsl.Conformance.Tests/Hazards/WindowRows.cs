namespace LossDsl.Conformance.Hazards;

/// <summary>Hazard table rows of the losses whose weights follow from a window of the target.</summary>
internal static class WindowRows
{
    private const double Smooth = 1e-5;

    public static Dictionary<string, HazardRow> All { get; } = new()
    {
        ["boundary-dou"] = BoundaryDou(),
        ["structure"] = Structure(),
    };

    // Without foreground the parts are equal. The 28 pixels at the border of a full image are its contour. Of the two upper rows all pixels are contour, so that the part is 2.
    private static HazardRow BoundaryDou()
    {
        var part = 2 * (28 + Smooth) / (Situation.Pixels + Smooth);
        double Error(Situation s) => s.Sum(i => s.Q(i) * s.Q(i)) + Smooth;
        return new(
            HazardCell.Constant(static _ => 1),
            new(s => Error(s) / (Error(s) + part * s.SumP), (s, i) => -part * (2 * s.Q(i) * s.SumP + Error(s)) / Math.Pow(Error(s) + part * s.SumP, 2) * s.PQ(i)),
            HazardCell.Constant(static _ => Smooth / (32 + Smooth)),
            HazardCell.Constant(static _ => 1));
    }

    // The window of 31 pixels holds the whole image, so that the mean is the same everywhere: a share of 961.
    private static HazardRow Structure()
    {
        static double Weight(Situation s, int i) => 1 + 5 * Math.Abs(s.Y / 961 - s.Label(i));
        static double Total(Situation s) => s.Sum(i => Weight(s, i));
        var cross = PixelRows.CrossEntropy(1, 1);
        return new(
            cross.Empty + HazardCell.OfSum(static s => s.SumP / (s.SumP + 1), static s => 1 / Math.Pow(s.SumP + 1, 2)),
            cross.Full + HazardCell.OfSum(static s => Weight(s, 0) * s.SumQ / (Total(s) + 1), static s => -Weight(s, 0) / (Total(s) + 1)),
            HazardCell.Nothing,
            new(static s => s.Size + Total(s) / (Total(s) + 1), static (s, i) => (1 - 2 * s.Label(i)) * Weight(s, i) / Total(s)));
    }
}
