namespace LossDsl.Generator.Formulas;

/// <summary>Declares the ops of arithmetic (negate, add, subtract, multiply, divide), and the operators that build expressions from them.</summary>
internal static class Arithmetic
{
    public static readonly Op Negate = new("negate", 1)
    {
        Evaluate = static a => -a[0],
        LocalPartials = static (_, _) => [-1],
        Range = static a => IntervalArithmetic.Negate(a[0]),
        Scalar = Infix("-{0:>}", Precedence.Unary),
        Tensor = Infix("-{0:>}", Precedence.Unary),
        Text = Infix("-{0:>}", Precedence.Additive),
        Latex = Infix("-{0:>}", Precedence.Additive),
    };

    public static readonly Op Add = new("add", 2)
    {
        Evaluate = static a => a[0] + a[1],
        LocalPartials = static (_, _) => [1, 1],
        Range = static a => IntervalArithmetic.Add(a[0], a[1]),
        Scalar = Infix("{0:=} + {1:>}", Precedence.Additive),
        Tensor = Infix("{0:=} + {1:>}", Precedence.Additive),
        Text = Infix("{0:=} + {1:=}", Precedence.Additive),
        Latex = Infix("{0:=} + {1:=}", Precedence.Additive),
    };

    public static readonly Op Subtract = new("subtract", 2)
    {
        Evaluate = static a => a[0] - a[1],
        LocalPartials = static (_, _) => [1, -1],
        Range = static a => IntervalArithmetic.Subtract(a[0], a[1]),
        Scalar = Infix("{0:=} - {1:>}", Precedence.Additive),
        Tensor = Infix("{0:=} - {1:>}", Precedence.Additive),
        Text = Infix("{0:=} - {1:>}", Precedence.Additive),
        Latex = Infix("{0:=} - {1:>}", Precedence.Additive),
    };

    public static readonly Op Multiply = new("multiply", 2)
    {
        Evaluate = static a => a[0] * a[1],
        LocalPartials = static (a, _) => [a[1], a[0]],
        Range = static a => IntervalArithmetic.Multiply(a[0], a[1]),
        Scalar = Infix("{0:=} * {1:>}", Precedence.Multiplicative),
        Tensor = Infix("{0:=} * {1:>}", Precedence.Multiplicative),
        Text = Infix("{0:=} * {1:>}", Precedence.Multiplicative),
        Latex = Infix("{0:=} \\, {1:>}", Precedence.Multiplicative),
    };

    public static readonly Op Divide = new("divide", 2)
    {
        Evaluate = static a => a[0] / a[1],
        LocalPartials = static (a, value) => [1 / a[1], -(value / a[1])],
        Range = static a => IntervalArithmetic.Divide(a[0], a[1]),
        Scalar = Infix("{0:=} / {1:>}", Precedence.Multiplicative),
        Tensor = Infix("{0:=} / {1:>}", Precedence.Multiplicative),
        Text = Infix("{0:=} / {1:>}", Precedence.Multiplicative),

        // A fraction bar needs no parentheses, except as the base of a power.
        Latex = Infix("\\frac{{0}}{{1}}", Precedence.Power),
    };

    /// <summary>All ops of arithmetic.</summary>
    public static IReadOnlyList<Op> Rows { get; } = [Negate, Add, Subtract, Multiply, Divide];

    extension(Expr)
    {
        public static Expr operator -(Expr a) => new Apply(Negate, a);

        public static Expr operator +(Expr a, Expr b) => new Apply(Add, a, b);

        public static Expr operator -(Expr a, Expr b) => new Apply(Subtract, a, b);

        public static Expr operator *(Expr a, Expr b) => new Apply(Multiply, a, b);

        public static Expr operator /(Expr a, Expr b) => new Apply(Divide, a, b);
    }

    private static Spelling Infix(string template, Precedence precedence) => new(template, precedence);
}
