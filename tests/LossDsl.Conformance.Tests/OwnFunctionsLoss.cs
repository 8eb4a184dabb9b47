namespace LossDsl.Conformance;

/// <summary>Loss that applies every function of the formula language to the target, and combines the target with p, stages, hyperparameters and conditions.</summary>
[Loss("own-functions")]
public sealed partial class OwnFunctionsLoss
{
    [Pixel]
    internal static double OfTarget(double y) =>
        Math.Exp(y) + LossMath.ExpM1(0.5 * y) - Math.Log(y + 2) + LossMath.Log1P(3 * y) - Math.Sqrt(y + 1) + Math.Sign(y - 0.5) * Math.Abs(y - 0.7)
        + Math.Sin(y) * Math.Cos(2 * y) + Math.Tan(0.4 * y) + Math.Asin(0.3 * y) - Math.Acos(0.2 * y) + Math.Atan(y) + Math.Sinh(y) / Math.Cosh(0.1 + y) + Math.Tanh(y)
        + LossMath.Sigmoid(y) * LossMath.Softplus(2 * y) - LossMath.LogCosh(y + 0.1) + LossMath.Square(y - 0.3) + Math.Pow(y, 3.5) + Math.Pow(1.5, y)
        + (y < 0.3 ? -y : y <= 0.6 ? y * y : 1.1) + Math.Cbrt(y - 0.4) - Math.Asinh(y) + Math.Acosh(y + 1.5) * Math.Atanh(0.6 * y) + Math.Atan2(y - 0.3, y + 0.2) - Math.Atan2(2, y - 0.5)
        + LossMath.Relu(y - 0.4) * LossMath.LogSigmoid(3 * y - 1) + LossMath.Clamp(y, 0.2, 0.7);

    [Pixel]
    internal static double OfBoth(double p, double y, double gamma = 0.5, double none = 0) =>
        Math.Atan2(p, y - 0.5) + Math.Atan2(y, p) * LossMath.StopGradient(Math.Cbrt(p * y - 0.1)) + Math.Exp(y * p) / (1 + y) + Math.Max(p, y - 0.4) * Math.Min(y, 1 - p) + Math.Pow(p, y + gamma) + Math.Pow(y + 0.1, p) + Math.Sqrt(y * p + 0.1) / (p + 0.5)
        + (p > y || y >= 0.9 && p < 0.3 ? p * y : p <= 0.5 && !(y == 0) ? 2 * p : y != 1 ? p * p : -p) + none * y * Math.Log(p) - y / (p + 1)
        + LossMath.LogSigmoid(p - y) * LossMath.Relu(p - 0.45 * y) + LossMath.Clamp(p * y, 0.1, gamma);

    [PixelSum]
    internal static double Sum(double ofTarget, double ofBoth, double y) => ofTarget * ofBoth * (y + 0.5);

    [PixelMax]
    internal static double Largest(double ofTarget, double ofBoth, double sum) => ofBoth - ofTarget / (1 + sum * sum);

    [LocalMean(3)]
    internal static double Blurred(double ofTarget, double p) => ofTarget * p;

    [Formula, PixelMean]
    internal static double Formula(double blurred, double largest, double sum, double y, double p) => (y > 0.5 ? blurred : p) * largest + sum * y * p;
}
