using LossDsl.Generator.Backends.Pixels;
using LossDsl.Generator.Formulas;

namespace LossDsl.Generator.Backends.Cuda;

/// <summary>Prints expressions of a pixel program as CUDA C++ of type <c>real</c>: float, or double for float64 logits.</summary>
internal sealed class PixelPrinter : DevicePrinter
{
    private static readonly IReadOnlyDictionary<Op, Spelling> KernelSpellings = new Dictionary<Op, Spelling>
    {
        [OutcomeFusion.Expected] = "pixel.expected({0}, {1})",
        [OutcomeFusion.LogLikelihoodOfLabel] = "pixel.logLikelihood({0}, {1})",
        [OutcomeFusion.LogLikelihood] = "pixel.logLikelihood({0}, {1}, {2})",
        [OutcomeFusion.Variance] = "pixel.variance()",
        [PowerSlopeSharing.Both] = "math::LabelPowers({0}, {1}, {2}, {3})",
        [PowerSlopeSharing.Powers] = "{0:!}.powers({1}, {2})",
        [PowerSlopeSharing.Slopes] = "{0:!}.slopes({1}, {2})",
    };

    protected override Spelling Spell(Apply apply) => KernelSpellings.TryGetValue(apply.Op, out var spelling) ? spelling : base.Spell(apply);

    // A literal of type double would turn float arithmetic into double.
    protected override string Spell(double constant) => $"real({DeviceNames.Spell(constant)})";

    protected override Precedence PrecedenceOf(string number) => Precedence.Primary;
}
