using System.ComponentModel.DataAnnotations;
using LossDsl;

namespace MyLosses;

[Loss("f-beta", Reference = "van Rijsbergen 1979")]
public sealed partial class FBetaLoss
{
    [Formula]
    static double Formula(double tp, double fp, double fn, [Range(0, 10)] double beta = 1, [Range(0, 1)] double smooth = 1e-5)
        => 1 - ((1 + beta * beta) * tp + smooth) / ((1 + beta * beta) * tp + beta * beta * fn + fp + smooth);
}
