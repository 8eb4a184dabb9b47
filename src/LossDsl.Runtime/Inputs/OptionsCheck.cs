using TorchSharp;
using static TorchSharp.torch.nn;

namespace LossDsl.Inputs;

/// <summary>Rejects options that no call could use. A loss checks its options when it is constructed.</summary>
internal static class OptionsCheck
{
    /// <summary>Returns <paramref name="options"/> if every member is valid.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A member of the options is an undefined enum value, not a number, or outside its range; the message names the member.</exception>
    /// <exception cref="ArgumentException">A class weight is negative, infinite or not a number.</exception>
    public static LossOptions Run(LossOptions options)
    {
        CheckDefined(nameof(LossOptions.Activation), options.Activation ?? Activation.Sigmoid);
        CheckDefined(nameof(LossOptions.Region), options.Region);
        CheckDefined(nameof(LossOptions.Reduction), options.Reduction);
        CheckDefined(nameof(LossOptions.ClassWeighting), options.ClassWeighting);
        CheckDefined(nameof(LossOptions.SoftLabels), options.SoftLabels);
        CheckDefined(nameof(LossOptions.EmptyMask), options.EmptyMask);
        CheckDefined(nameof(LossOptions.Backend), options.Backend);
        if (options.LabelSmoothing is not (>= 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(LossOptions.LabelSmoothing), options.LabelSmoothing, FormattableString.Invariant($"{nameof(LossOptions.LabelSmoothing)} is {options.LabelSmoothing}; it must be a number in [0, 1)."));
        }

        for (var c = 0; c < (options.ClassWeights?.Count ?? 0); c++)
        {
            var weight = options.ClassWeights![c];
            if (!double.IsFinite(weight) || weight < 0)
            {
                throw new ArgumentException(FormattableString.Invariant($"The weight of class {c} is {weight}; {nameof(LossOptions.ClassWeights)} must be finite numbers that are not negative."), nameof(LossOptions.ClassWeights));
            }
        }

        return options;
    }

    private static void CheckDefined<T>(string option, T member)
        where T : struct, Enum
    {
        if (!Enum.IsDefined(member))
        {
            throw new ArgumentOutOfRangeException(option, member, $"There is no {typeof(T).Name} {member}; {option} is one of {string.Join(", ", Enum.GetNames<T>())}.");
        }
    }
}
