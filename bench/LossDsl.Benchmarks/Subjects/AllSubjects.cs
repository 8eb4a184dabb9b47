using LossDsl.Losses;

namespace LossDsl.Benchmarks.Subjects;

/// <summary>Lists the subjects of all measurements: which losses are measured, for which sizes, by which contenders.</summary>
internal static class AllSubjects
{
    /// <summary>Names of the losses that read logits and target alone.</summary>
    public static IEnumerable<string> Losses => LossCatalog.All.Select(static e => e.Metadata).Where(static m => m.RequiredInputs.Count == 0).Select(static m => m.Name);

    /// <summary>Names of the losses of Jadon's survey in their corrected forms. The forms as printed (<c>survey-literal</c>) are left out.</summary>
    public static IReadOnlyList<string> Survey { get; } =
        [.. LossCatalog.All.Select(static e => e.Metadata).Where(static m => m.Equation is not null && !m.Name.EndsWith("survey-literal", StringComparison.Ordinal)).Select(static m => m.Name)];

    /// <summary>Names of the losses that are measured with several classes in addition to the survey's.</summary>
    public static IReadOnlyList<string> SoftmaxLosses { get; } = ["cross-entropy", "dice-softmax-cross-entropy", "softmax-focal", "generalized-dice"];

    /// <summary>Subjects of the loss benchmarks: every loss at the large size, selected losses at the others, each by every contender that has the loss.</summary>
    public static IReadOnlyList<Subject> All { get; } =
    [
        .. Combine(ProblemSize.Large, Losses),
        .. Combine(ProblemSize.Batch, Survey),
        .. Combine(ProblemSize.Tiny, Survey),
        .. Combine(ProblemSize.Volume, Survey),
        .. Combine(ProblemSize.Classes, SoftmaxLosses.Concat(Survey)),
        .. ProblemSize.Squares.SelectMany(static size => Combine(size, ["dice", "binary-cross-entropy", "focal"])).Where(static s => s.Size != ProblemSize.Tiny && s.Contender != Contender.Careful && s.Contender != Contender.Libtorch),
    ];

    /// <summary>Names of the losses for which the performance aims are stated: sums over pixels, without distance maps or windows.</summary>
    public static IReadOnlyList<string> Flat { get; } = ["binary-cross-entropy", "weighted-cross-entropy", "dice", "tversky", "focal-tversky", "log-cosh-dice", "focal", "combo", "exponential-logarithmic"];

    /// <summary>Subjects whose first call in a process is measured.</summary>
    public static IEnumerable<Subject> ColdStarts =>
        from loss in new[] { "dice", "binary-cross-entropy", "combo" }
        from contender in new[] { Contender.Fused, Contender.Tensors }
        select new Subject(ProblemSize.Tiny, loss, contender);

    /// <summary>Subjects whose peak memory is measured.</summary>
    public static IEnumerable<Subject> Memory => KernelMemory.Concat(TensorOperations).Distinct();

    /// <summary>Subjects for the comparison of kernels with tensor operations.</summary>
    public static IEnumerable<Subject> KernelMemory =>
        from loss in SoftmaxLosses.Append("dice")
        from contender in new[] { Contender.Fused, Contender.Tensors, Contender.Naive }
        select new Subject(ProblemSize.Classes, loss, contender);

    /// <summary>Names of the losses for which generated tensor operations are compared with the naive form at a size.</summary>
    public static IReadOnlyList<string> TensorLosses(ProblemSize size) => size.IsMulticlass ? [.. SoftmaxLosses.Concat(Survey).Distinct()] : Survey;

    /// <summary>Subjects for the comparison of tensor operations with the naive form: of these the operators are counted, too.</summary>
    public static IEnumerable<Subject> TensorOperations =>
        from size in new[] { ProblemSize.Large, ProblemSize.Classes }
        from loss in TensorLosses(size)
        from contender in new[] { Contender.Tensors, Contender.Naive }
        select new Subject(size, loss, contender);

    /// <summary>Whether a loss needs distance maps or windows, which cost more than the rest of the loss.</summary>
    public static bool IsStructural(string loss) =>
        LossCatalog.All[loss].Metadata is var metadata && (metadata.RequiredMaps.Count > 0 || metadata.Family is LossFamily.Boundary or LossFamily.Structural);

    private static IEnumerable<Subject> Combine(ProblemSize size, IEnumerable<string> losses) =>
        from loss in losses
        from contender in Enum.GetValues<Contender>()
        let subject = new Subject(size, loss, contender)
        where subject.Exists
        select subject;
}
