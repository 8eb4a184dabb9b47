using static LossDsl.Generator.Formulas.Arithmetic;

namespace LossDsl.Generator.Formulas;

/// <summary>
/// Declares the ops for functions of real numbers. At a kink the local partial is the one that autograd uses: 0 for |x| at 0, and 1/2 for each argument of max or min at a tie.
/// </summary>
internal static class Functions
{
    public static readonly Op Exp = Unary("exp", "Exp", Math.Exp, static x => IntervalFunctions.Increasing(Math.Exp, x), static (_, value) => value, latex: new("e^{{0}}", Precedence.Power));
    public static readonly Op Expm1 = Unary("expm1", "ExpM1", MoreMath.ExpM1, static x => IntervalFunctions.Increasing(MoreMath.ExpM1, x), static (_, value) => value + 1, scalar: "global::LossDsl.LossMath.ExpM1({0})", latex: new("e^{{0}} - 1", Precedence.Additive), ours: "ExpM1");
    public static readonly Op Log = Unary("log", "Log", Math.Log, static x => IntervalFunctions.IncreasingWithin(0, double.PositiveInfinity, Math.Log, x), static (x, _) => 1 / x, latex: "\\ln\\left({0}\\right)", magnifies: true);
    public static readonly Op Log1p = Unary("log1p", "LogP1", MoreMath.LogP1, static x => IntervalFunctions.IncreasingWithin(-1, double.PositiveInfinity, MoreMath.LogP1, x), static (x, _) => 1 / (1 + x), scalar: "global::LossDsl.LossMath.Log1P({0})", latex: "\\ln\\left(1 + {0:=}\\right)", ours: "Log1P");
    public static readonly Op Sqrt = Unary("sqrt", "Sqrt", Math.Sqrt, static x => IntervalFunctions.IncreasingWithin(0, double.PositiveInfinity, Math.Sqrt, x), static (_, value) => 0.5 / AwayFromZero(value), latex: "\\sqrt{{0}}", isCheap: true, magnifies: true);
    public static readonly Op Cbrt = Unary("cbrt", "Cbrt", MoreMath.Cbrt, static x => IntervalFunctions.Increasing(MoreMath.Cbrt, x), static (_, value) => 1 / (3 * AwayFromZero(value * value)), latex: "\\operatorname{cbrt}\\left({0}\\right)", tensor: "global::LossDsl.CompilerServices.TensorMath.Cbrt({0})", magnifies: true);

    // LossMath.Sign, because Math.Sign throws on NaN.
    public static readonly Op Sign = Unary("sign", "Sign", static x => double.IsNaN(x) ? x : Math.Sign(x), IntervalFunctions.Sign, static (_, _) => 0, scalar: "global::LossDsl.LossMath.Sign({0})", latex: "\\operatorname{sgn}\\left({0}\\right)", ours: "Sign", jumps: static x => x.Contains(0), isCheap: true);
    public static readonly Op Abs = Unary("abs", "Abs", Math.Abs, IntervalFunctions.Abs, static (x, _) => new Apply(Sign, x), latex: "\\left|{0}\\right|", isCheap: true, magnifies: true);
    public static readonly Op Sin = Unary("sin", "Sin", Math.Sin, static x => IntervalFunctions.Within(-1, 1, Math.Sin, x), static (x, _) => new Apply(Cos!, x));
    public static readonly Op Cos = Unary("cos", "Cos", Math.Cos, static x => IntervalFunctions.Within(-1, 1, Math.Cos, x), static (x, _) => -new Apply(Sin, x));
    public static readonly Op Tan = Unary("tan", "Tan", Math.Tan, IntervalFunctions.Tan, static (_, value) => 1 + (value * value), jumps: static x => !IntervalFunctions.Tan(x).IsBounded);
    public static readonly Op Asin = Unary("asin", "Asin", Math.Asin, static x => IntervalFunctions.IncreasingWithin(-1, 1, Math.Asin, x), static (x, _) => 1 / new Apply(Sqrt, 1 - (x * x)), latex: "\\arcsin\\left({0}\\right)");
    public static readonly Op Acos = Unary("acos", "Acos", Math.Acos, static x => IntervalArithmetic.Subtract(Interval.Point(Math.PI / 2), IntervalFunctions.IncreasingWithin(-1, 1, Math.Asin, x)), static (x, _) => -1 / new Apply(Sqrt, 1 - (x * x)), latex: "\\arccos\\left({0}\\right)");
    public static readonly Op Atan = Unary("atan", "Atan", Math.Atan, static x => IntervalFunctions.Increasing(Math.Atan, x), static (x, _) => 1 / (1 + (x * x)), latex: "\\arctan\\left({0}\\right)");
    public static readonly Op Atan2 = new("atan2", 2)
    {
        Evaluate = static a => Math.Atan2(a[0], a[1]),
        LocalPartials = static (a, _) => [AngleSlope(a[1], a[0], a[1]), AngleSlope(-a[0], a[0], a[1])],
        Range = static a => IntervalFunctions.Atan2(a[0], a[1]),

        // The angle jumps by 2 pi across the negative x axis.
        CanJump = static (a, _) => a[0].Contains(0) && a[1].Low <= 0,
        Methods = ["System.Math.Atan2", "System.Double.Atan2"],
        Scalar = "global::System.Math.Atan2({0}, {1})",
        Tensor = "global::LossDsl.CompilerServices.TensorMath.Atan2({0}, {1})",
        Text = "atan2({0}, {1})",
        Latex = "\\operatorname{atan2}\\left({0}, {1}\\right)",
    };

    public static readonly Op Sinh = Unary("sinh", "Sinh", Math.Sinh, static x => IntervalFunctions.Increasing(Math.Sinh, x), static (x, _) => new Apply(Cosh!, x));
    public static readonly Op Cosh = Unary("cosh", "Cosh", Math.Cosh, static x => IntervalFunctions.Even(Math.Cosh, x), static (x, _) => new Apply(Sinh, x));
    public static readonly Op Tanh = Unary("tanh", "Tanh", Math.Tanh, static x => IntervalFunctions.Increasing(Math.Tanh, x), static (_, value) => 1 - (value * value));
    public static readonly Op Asinh = Unary("asinh", "Asinh", MoreMath.Asinh, static x => IntervalFunctions.Increasing(MoreMath.Asinh, x), static (x, _) => 1 / new Apply(Sqrt, 1 + (x * x)), latex: "\\operatorname{arsinh}\\left({0}\\right)");
    public static readonly Op Acosh = Unary("acosh", "Acosh", MoreMath.Acosh, static x => IntervalFunctions.IncreasingWithin(1, double.PositiveInfinity, MoreMath.Acosh, x), static (x, _) => 1 / new Apply(Sqrt, (x - 1) * (x + 1)), latex: "\\operatorname{arcosh}\\left({0}\\right)");
    public static readonly Op Atanh = Unary("atanh", "Atanh", MoreMath.Atanh, static x => IntervalFunctions.IncreasingWithin(-1, 1, MoreMath.Atanh, x), static (x, _) => 1 / ((1 - x) * (1 + x)), latex: "\\operatorname{artanh}\\left({0}\\right)");

    /// <summary>1 / (1 + e^-x).</summary>
    public static readonly Op Sigmoid = Ours("Sigmoid", "sigmoid", static x => 1 / (1 + Math.Exp(-x)), static x => IntervalFunctions.Increasing(static v => 1 / (1 + Math.Exp(-v)), x), static (_, value) => value * (1 - value), "\\sigma\\left({0}\\right)");

    /// <summary>log(1 + e^x).</summary>
    public static readonly Op Softplus = Ours("Softplus", "softplus", SoftplusOf, static x => IntervalFunctions.Increasing(SoftplusOf, x), static (x, _) => new Apply(Sigmoid, x));

    /// <summary>log(cosh(x)), which would overflow from x = 710 on if it were computed as written.</summary>
    public static readonly Op LogCosh = Ours("LogCosh", "logcosh", LogCoshOf, static x => IntervalFunctions.Even(LogCoshOf, x), static (x, _) => new Apply(Tanh, x), "\\ln\\cosh\\left({0}\\right)");

    public static readonly Op Max = Extreme("max", Math.Max, IntervalFunctions.Max, Conditions.GreaterOrEqual);
    public static readonly Op Min = Extreme("min", Math.Min, IntervalFunctions.Min, Conditions.LessOrEqual);

    public static readonly Op Pow = new("pow", 2)
    {
        MagnifiesErrors = true,
        Evaluate = static a => Math.Pow(a[0], a[1]),
        LocalPartials = static (a, value) => [new Apply(PowSlope!, a[0], a[1]), value * new Apply(Log, AwayFromZero(a[0]))],
        Range = static a => IntervalPowers.Pow(a[0], a[1]),

        // 0^e is 0 for every e > 0, but 1 for e = 0.
        CanJump = static (a, changes) => changes[1] && a[0].Contains(0) && a[1].Contains(0),
        Methods = ["System.Math.Pow", "System.Double.Pow"],
        Scalar = "global::System.Math.Pow({0}, {1})",
        Tensor = "global::LossDsl.CompilerServices.TensorMath.Pow({0}, {1})",
        Text = new("{0:!}^{1:!}", Precedence.Power),
        Latex = new("{0:!}^{{1}}", Precedence.Power),
    };

    public static readonly Op Square = new("square", 1)
    {
        IsCheap = true,
        Evaluate = static a => a[0] * a[0],
        LocalPartials = static (a, _) => [2 * a[0]],
        Range = static a => IntervalPowers.Square(a[0]),
        Methods = ["LossDsl.LossMath.Square"],
        Scalar = "global::LossDsl.LossMath.Square({0})",
        Tensor = "{0:!}.square()",
        Text = new("{0:!}^2", Precedence.Power),
        Latex = new("{0:!}^2", Precedence.Power),
    };

    /// <summary>
    /// The derivative of x^e by x: e x^(e - 1). For 0 &lt; e &lt; 1 that is infinite at x = 0; for these exponents only, x is clamped to at least 1e-30.
    /// </summary>
    public static readonly Op PowSlope = new("powSlope", 2)
    {
        MagnifiesErrors = true,
        Evaluate = static a => a[1] == 0 ? 0 : a[1] * Math.Pow(a[1] is > 0 and < 1 ? Math.Max(a[0], Smallest) : a[0], a[1] - 1),
        LocalPartials = static (a, _) => [a[1] * new Apply(PowSlope!, a[0], a[1] - 1), new Apply(Pow, AwayFromZero(a[0]), a[1] - 1) * (1 + (a[1] * new Apply(Log, AwayFromZero(a[0]))))],
        Range = static a => IntervalPowers.PowSlope(a[0], a[1]),

        // e 0^(e - 1) is 0 for every e > 1, but 1 for e = 1.
        CanJump = static (a, changes) => changes[1] && a[0].Contains(0),
        Methods = ["LossDsl.LossMath.PowSlope"],
        Scalar = "global::LossDsl.LossMath.PowSlope({0}, {1})",
        Tensor = "global::LossDsl.CompilerServices.TensorMath.PowSlope({0}, {1})",
        Text = new("{1:!} * {0:!}^({1:=} - 1)", Precedence.Multiplicative),
        Latex = new("{1:!} \\, {0:!}^{{1} - 1}", Precedence.Multiplicative),
    };

    /// <summary>
    /// max(x, 1e-30), which keeps the derivative of a root, or of a power with an exponent below 1, finite at x = 0. The limit is small enough to change no other derivative,
    /// and large enough for its reciprocal to be a float32. Documentation shows the derivative without this op.
    /// </summary>
    public static readonly Op ClampPositive = new("clampPositive", 1)
    {
        IsCheap = true,
        Evaluate = static a => Math.Max(a[0], Smallest),
        LocalPartials = static (_, _) => [1],
        Range = static a => IntervalFunctions.Max(a[0], Interval.Point(Smallest)),
        Scalar = "global::System.Math.Max({0}, 1E-30)",
        Tensor = "{0:!}.clamp(min: 1E-30)",
        Text = "{0:!}",
        Latex = "{0:!}",
    };

    /// <summary>a (1 - w) + b w: exactly a at w = 0 and exactly b at w = 1. No C# method stands for it; rewriting and lowering create it.</summary>
    public static readonly Op Lerp = new("lerp", 3)
    {
        IsCheap = true,
        Evaluate = static a => (a[0] * (1 - a[2])) + (a[1] * a[2]),
        LocalPartials = static (a, _) => [1 - a[2], a[2], a[1] - a[0]],
        Range = static a => IntervalFunctions.Lerp(a[0], a[1], a[2]),
        Scalar = "double.Lerp({0}, {1}, {2})",
        Tensor = "global::LossDsl.CompilerServices.TensorMath.Lerp({0}, {1}, {2})",
        Text = "lerp({0}, {1}, {2})",
        Latex = new("{0:>} \\, \\left(1 - {2:>}\\right) + {1:>} \\, {2:>}", Precedence.Additive),
    };

    /// <summary>x with a stop-gradient: constant in the backward pass.</summary>
    public static readonly Op Stop = new("stop", 1)
    {
        IsCheap = true,
        Evaluate = static a => a[0],
        LocalPartials = static (_, _) => [0],
        Range = static a => a[0],
        Methods = ["LossDsl.LossMath.StopGradient"],
        Scalar = "{0:!}",
        Tensor = "{0:!}.detach()",
        Text = "stop({0})",
        Latex = "\\operatorname{sg}\\left({0}\\right)",
    };

    /// <summary>All ops that this class declares.</summary>
    public static IReadOnlyList<Op> Rows { get; } =
    [
        Exp, Expm1, Log, Log1p, Sqrt, Cbrt, Sign, Abs, Sin, Cos, Tan, Asin, Acos, Atan, Atan2, Sinh, Cosh, Tanh, Asinh, Acosh, Atanh,
        Sigmoid, Softplus, LogCosh, Max, Min, Pow, Square, PowSlope, ClampPositive, Lerp, Stop,
    ];

    private const double Smallest = 1e-30;

    private static Expr AwayFromZero(Expr x) => new Apply(ClampPositive, x);

    // A local partial of atan2. Where both arguments are 0 the angle is not defined, and the partial is set to 0.
    private static Expr AngleSlope(Expr numerator, Expr y, Expr x)
    {
        var square = (x * x) + (y * y);
        return Conditions.Choose(new Apply(Conditions.Equal, square, 0), 0, numerator / square);
    }

    private static Op Unary(string name, string method, Func<double, double> evaluate, Func<Interval, Interval> range, Func<Expr, Expr, Expr> derivative, Spelling? scalar = null, Spelling? latex = null, string? ours = null, Spelling? tensor = null, Func<Interval, bool>? jumps = null, bool isCheap = false, bool magnifies = false) => new(name, 1)
    {
        Evaluate = a => evaluate(a[0]),
        LocalPartials = (a, value) => [derivative(a[0], value)],
        Range = a => range(a[0]),
        CanJump = jumps is null ? null : (a, _) => jumps(a[0]),
        IsCheap = isCheap,
        MagnifiesErrors = magnifies,
        Methods = ["System.Math." + method, "System.Double." + method, .. ours is null ? (string[])[] : ["LossDsl.LossMath." + ours]],
        Scalar = scalar ?? $"global::System.Math.{method}({{0}})",
        Tensor = tensor ?? $"{{0:!}}.{name}()",
        Text = $"{name}({{0}})",
        Latex = latex ?? $"\\{name}\\left({{0}}\\right)",
    };

    private static Op Ours(string method, string name, Func<double, double> evaluate, Func<Interval, Interval> range, Func<Expr, Expr, Expr> derivative, Spelling? latex = null) => new(name, 1)
    {
        Evaluate = a => evaluate(a[0]),
        LocalPartials = (a, value) => [derivative(a[0], value)],
        Range = a => range(a[0]),
        Methods = ["LossDsl.LossMath." + method],
        Scalar = $"global::LossDsl.LossMath.{method}({{0}})",
        Tensor = $"global::LossDsl.CompilerServices.TensorMath.{method}({{0}})",
        Text = $"{name}({{0}})",
        Latex = latex ?? $"\\operatorname{{{name}}}\\left({{0}}\\right)",
    };

    private static Op Extreme(string name, Func<double, double, double> evaluate, Func<Interval, Interval, Interval> range, Op attains)
    {
        var method = char.ToUpperInvariant(name[0]) + name.Substring(1);
        return new(name, 2)
        {
            IsCheap = true,
            Evaluate = a => evaluate(a[0], a[1]),
            Range = a => range(a[0], a[1]),
            LocalPartials = (a, _) => [ExtremePartial(attains, a[0], a[1]), ExtremePartial(attains, a[1], a[0])],
            Methods = ["System.Math." + method, "System.Double." + method],
            Scalar = $"global::System.Math.{method}({{0}}, {{1}})",
            Tensor = $"global::LossDsl.CompilerServices.TensorMath.{method}({{0}}, {{1}})",
            Text = $"{name}({{0}}, {{1}})",
            Latex = $"\\{name}\\left({{0}}, {{1}}\\right)",
        };
    }

    private static Expr ExtremePartial(Op attains, Expr mine, Expr other) =>
        Conditions.Choose(new Apply(attains, mine, other), Conditions.Choose(new Apply(Conditions.Equal, mine, other), 0.5, 1), 0);

    private static double SoftplusOf(double x) => Math.Max(x, 0) + MoreMath.LogP1(Math.Exp(-Math.Abs(x)));

    private static double LogCoshOf(double x) =>
        Math.Abs(x) <= 1 ? MoreMath.LogP1(2 * Math.Pow(Math.Sinh(x / 2), 2)) : Math.Abs(x) + MoreMath.LogP1(Math.Exp(-2 * Math.Abs(x))) - Math.Log(2);
}
