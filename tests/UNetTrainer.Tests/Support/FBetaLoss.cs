using System.ComponentModel.DataAnnotations;
using LossDsl;

namespace UNetTrainer.Tests.Support;

/// <summary>Loss of the test assembly, which the trainer does not know beforehand.</summary>
[Loss("f-beta", Family = LossFamily.Region, Reference = "van Rijsbergen 1979")]
public sealed partial class FBetaLoss
{
    [Formula]
    public static double Formula(double tp, double fp, double fn, [Range(0, 10)] double beta = 1, [Range(0, 1)] double smooth = 1e-5)
        => 1 - (((1 + (beta * beta)) * tp) + smooth) / (((1 + (beta * beta)) * tp) + (beta * beta * fn) + fp + smooth);
}
