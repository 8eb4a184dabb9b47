using LossDsl.Conformance.Losses;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LossDsl.Conformance.Cases;

/// <summary>
/// The cases of the conformance tests. Loss, type, activation and option are fully crossed, except that the two half types, which round the gradient alone, share the options. Region, reduction, shape, hyperparameters, memory layouts and targets are drawn
/// at random for each case, so that every pair of them occurs many times.
/// </summary>
internal static class Matrix
{
    private static readonly long[][] Shapes = [[3, 1], [2, 4], [1, 1, 1, 1], [1, 1, 9, 4], [2, 3, 5, 7], [3, 2, 4, 4], [1, 2, 3, 4, 5], [2, 1, 2, 3, 3]];
    private static readonly Reduction[] Reductions = [Reduction.Mean, Reduction.Sum, Reduction.None];

    public static TheoryData<string, ScalarType, Activation> Groups
    {
        get
        {
            ScalarType[] types = [ScalarType.Float64, ScalarType.Float32, ScalarType.Float16, ScalarType.BFloat16];
            var groups = new TheoryData<string, ScalarType, Activation>();
            foreach (var (loss, type, activation) in from loss in ReferenceLosses.ByName from type in types from activation in Enum.GetValues<Activation>() select (loss.Key, type, activation))
            {
                groups.Add(loss, type, activation);
            }

            return groups;
        }
    }

    public static IEnumerable<Case> Cases(string loss, ScalarType type, Activation activation)
    {
        var variants = ReferenceLosses.ByName[loss].ToArray();
        var seed = 1000 * (int)type + 100 * (int)activation + 7 * loss.Length + loss[0];
        return Enum.GetValues<CaseOption>().Where(extra => IsDrawn(extra, type) && (extra != CaseOption.SoftLabels || variants[0].ReadsCounts)).Select(extra => Draw(variants, type, activation, extra, seed++));
    }

    private static bool IsDrawn(CaseOption extra, ScalarType type) => type switch
    {
        ScalarType.Float16 => (int)extra % 2 == 0,
        ScalarType.BFloat16 => (int)extra % 2 == 1,
        _ => true,
    };

    private static Case Draw(ReferenceLoss[] variants, ScalarType type, Activation activation, CaseOption extra, int seed)
    {
        var random = new Random(seed);
        var loss = Pick(variants);

        // Structural losses get no single pixel and no smoothed target: in a flat window the oracles have a rounding error for a variance, and a larger one for its square root.
        var isStructural = loss.Name.StartsWith("correlation", StringComparison.Ordinal);
        var shape = Pick(Shapes.Where(shape => (shape[1] > 1 || activation != Activation.Softmax && extra != CaseOption.WithoutBackground) && !(isStructural && shape is [1, 1, 1, 1])).ToArray());

        // Some gradients cancel and leave no significant digits to compare: those of sensitivity and specificity where a region is one pixel with a soft label, and those of
        // the squared Dice loss without foreground, whose value is then 1 whatever is predicted.
        var isOnePixel = shape.Skip(2).All(static length => length == 1);
        var kind = Pick(isOnePixel ? [TargetKind.Random, TargetKind.Empty, TargetKind.Full] : Enum.GetValues<TargetKind>());
        kind = kind == TargetKind.Empty && loss.Name == "squared-dice" && type != ScalarType.Float64 ? TargetKind.Full : kind;
        kind = extra == CaseOption.SoftLabels && !isOnePixel ? TargetKind.Soft : kind;

        // A label of a half type may equal the prediction. The L1 counts have a kink there, at which autograd chooses another derivative.
        ScalarType[] targetTypes = kind == TargetKind.Soft
            ? extra == CaseOption.SoftLabels ? [ScalarType.Float64] : [ScalarType.Float32, ScalarType.Float64, ScalarType.Float16]
            : [ScalarType.Float32, ScalarType.Byte, ScalarType.Int64, .. extra == CaseOption.IgnoreIndex ? Array.Empty<ScalarType>() : [ScalarType.Bool]];
        var options = new LossOptions { Activation = activation, Region = Pick(Enum.GetValues<Region>()), Reduction = Pick(Reductions) };
        options = With(options, extra, (int)shape[1]);
        options = isStructural || isOnePixel ? options with { LabelSmoothing = 0 } : options;
        return new(
            loss, type, options, shape, Pick(Layout.All), Pick(Layout.All), kind, Pick(targetTypes), extra is CaseOption.Mask or CaseOption.Everything, seed);

        T Pick<T>(IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];
    }

    private static LossOptions With(LossOptions options, CaseOption extra, int classes)
    {
        double[] weights = [.. Enumerable.Range(0, classes).Select(static c => 0.3 + 0.9 * c)];
        return extra switch
        {
            CaseOption.IgnoreIndex => options with { IgnoreIndex = 255 },
            CaseOption.WithoutBackground => options with { IncludeBackground = false },
            CaseOption.ClassWeights => options with { ClassWeights = weights },
            CaseOption.ClassWeightsByWeight => options with { ClassWeights = weights, ClassWeighting = ClassWeighting.ByWeight, IncludeBackground = classes == 1 || options.Region == Region.PerImage, LabelSmoothing = 0.1 },
            CaseOption.LabelSmoothing => options with { LabelSmoothing = 0.1 },
            CaseOption.SkipEmpty => options with { EmptyMask = EmptyMask.Skip },
            CaseOption.MeanProbabilityOfEmpty => options with { EmptyMask = EmptyMask.MeanProbability },
            CaseOption.OneForEmpty => options with { EmptyMask = EmptyMask.One },
            CaseOption.SoftLabels => options with { SoftLabels = SoftLabels.L1 },
            CaseOption.Everything => options with { IncludeBackground = classes == 1, ClassWeights = weights, LabelSmoothing = 0.2, EmptyMask = EmptyMask.MeanProbability },
            _ => options,
        };
    }
}
