using LossDsl.Losses;

namespace LossDsl.Benchmarks.Subjects;

/// <summary>What is measured.</summary>
internal static class AllSubjects
{
    /// <summary>The losses of Jadon's survey, in their right form.</summary>
    public static IReadOnlyList<string> Survey { get; } =
        [.. LossCatalog.All.Select(static e => e.Metadata).Where(static m => m.Equation is not null && !m.Name.EndsWith("survey-literal", StringComparison.Ordinal)).Select(static m => m.Name)];

    public static IReadOnlyList<string> SoftmaxLosses { get; } = ["cross-entropy", "dice-softmax-cross-entropy", "softmax-focal", "generalized-dice"];

    public static IReadOnlyList<Subject> All { get; } =
    [
        .. Of(Size.Large, LossCatalog.All.Select(static e => e.Metadata.Name)),
        .. Of(Size.Batch, Survey),
        .. Of(Size.Tiny, Survey),
        .. Of(Size.Volume, Survey),
        .. Of(Size.Classes, SoftmaxLosses.Concat(Survey)),
        .. Size.Squares.SelectMany(static size => Of(size, ["dice", "binary-cross-entropy", "focal"])).Where(static s => s.Size != Size.Tiny && s.Contender != Contender.Careful && s.Contender != Contender.Libtorch),
    ];

    /// <summary>Losses of sums over pixels that are named in the targets.</summary>
    public static IReadOnlyList<string> Flat { get; } = ["binary-cross-entropy", "weighted-cross-entropy", "dice", "tversky", "focal-tversky", "log-cosh-dice", "focal", "combo", "exponential-logarithmic"];

    public static IEnumerable<Subject> ColdStarts =>
        from loss in new[] { "dice", "binary-cross-entropy", "combo" }
        from contender in new[] { Contender.Fused, Contender.Tensors }
        select new Subject(Size.Tiny, loss, contender);

    public static IEnumerable<Subject> Memory =>
        from loss in SoftmaxLosses.Append("dice")
        from contender in new[] { Contender.Fused, Contender.Tensors, Contender.Naive }
        select new Subject(Size.Classes, loss, contender);

    /// <summary>Whether the loss needs maps or windows, which cost more than all else of it.</summary>
    public static bool IsStructural(string loss) =>
        LossCatalog.All[loss].Metadata is var metadata && (metadata.RequiredMaps.Count > 0 || metadata.Family is LossFamily.Boundary or LossFamily.Structural);

    private static IEnumerable<Subject> Of(Size size, IEnumerable<string> losses) =>
        from loss in losses
        from contender in Enum.GetValues<Contender>()
        let subject = new Subject(size, loss, contender)
        where subject.Exists
        select subject;
}
