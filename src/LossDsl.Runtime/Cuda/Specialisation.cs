using System.Text;
using static TorchSharp.torch;

namespace LossDsl.Cuda;

/// <summary>
/// Facts that are fixed when the kernels of a loss are compiled: types, activation, kind of target and mask. Everything else (shapes, reduction, weights, hyperparameters) is an argument,
/// so that few programs are compiled.
/// </summary>
/// <param name="Logits">Type of logits and gradient.</param>
/// <param name="Target">Type of the target: a floating-point type, bytes or int64.</param>
/// <param name="HoldsIndices">Whether the target holds class indices.</param>
/// <param name="Activation">Activation of the logits.</param>
/// <param name="IsDouble">Whether pixels are computed in float64.</param>
/// <param name="UsesL1Counts">Whether soft counts are computed from |p - y|.</param>
/// <param name="HasValid">Whether there is a mask of valid pixels.</param>
/// <param name="IsValidPerClass">Whether the mask has one value for each class.</param>
/// <param name="HasIgnored">Whether a target value marks ignored pixels.</param>
/// <param name="HasCounts">Whether valid pixels and foreground are counted before the first pass.</param>
/// <param name="HasMeanProbability">Whether the value of empty regions is their mean p.</param>
/// <param name="DividesByWeight">Whether class weights are divided by their mean.</param>
/// <param name="Vector">Neighbouring pixels that a thread reads at once.</param>
/// <param name="Numbers">Number of the host's numbers.</param>
/// <param name="Classes">Number of classes under softmax if they are few, so that a thread can keep one number of each in registers; 0 otherwise.</param>
internal sealed record Specialisation(
    ScalarType Logits,
    ScalarType Target,
    bool HoldsIndices,
    Activation Activation,
    bool IsDouble,
    bool UsesL1Counts,
    bool HasValid,
    bool IsValidPerClass,
    bool HasIgnored,
    bool HasCounts,
    bool HasMeanProbability,
    bool DividesByWeight,
    int Vector,
    int Numbers,
    int Classes)
{
    /// <summary>Whether some pixels may be invalid.</summary>
    public bool IsMasked => HasValid || HasIgnored;

    /// <summary>Bytes of a number that pixels are computed in.</summary>
    public int RealSize => IsDouble ? sizeof(double) : sizeof(float);

    /// <summary>Returns the declarations that the device code reads.</summary>
    public string ToSource()
    {
        var source = new StringBuilder();
        source.Append($"typedef {(IsDouble ? "double" : "float")} real;\ntypedef {TypeName(Logits)} Logit;\ntypedef {TypeName(Target)} Target;\ntypedef {(Logits == ScalarType.Float64 ? "double" : "float")} Result;\n");
        source.Append($"constexpr real lowest = real({(IsDouble ? "-1.7976931348623157e308" : "-3.402823466e38")});\n");
        Fact("holdsIndices", HoldsIndices);
        Fact("usesL1Counts", UsesL1Counts);
        Fact("hasValid", HasValid);
        Fact("isValidPerClass", IsValidPerClass);
        Fact("hasIgnored", HasIgnored);
        Fact("isMasked", IsMasked);
        Fact("isMaskedPerClass", IsValidPerClass || (HasIgnored && !HoldsIndices));
        Fact("areProbabilities", Activation == Activation.None);
        Fact("hasCounts", HasCounts);
        Fact("hasMeanProbability", HasMeanProbability);
        Fact("dividesByWeight", DividesByWeight);
        source.Append($"constexpr int vector = {Vector}, numberCount = {Numbers}, classCount = {Classes}, callSize = {CallArguments.Size(Numbers)};\n");
        source.Append(HasCounts ? "#define COUNTS\n" : "");
        source.Append(Activation switch
        {
            Activation.Softmax => "#define CLASSES\n",
            Activation.Sigmoid => "#define PLANES SigmoidPrediction\n",
            _ => "#define PLANES PlainPrediction\n",
        });
        return source.ToString();

        void Fact(string name, bool value) => source.Append($"constexpr bool {name} = {(value ? "true" : "false")};\n");
    }

    private static string TypeName(ScalarType type) => type switch
    {
        ScalarType.Float32 => "float",
        ScalarType.Float64 => "double",
        ScalarType.Float16 => "Half",
        ScalarType.BFloat16 => "BFloat16",
        ScalarType.Int64 => "Index",
        _ => "Byte",
    };
}
