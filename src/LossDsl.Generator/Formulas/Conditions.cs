namespace LossDsl.Generator.Formulas;

/// <summary>
/// Declares the ops of comparison and logic, and the choice between two values. A condition has the value 1 or 0, and is constant between its jumps, so its derivative is 0.
/// </summary>
internal static class Conditions
{
    public static readonly Op Less = Comparison("less", static (a, b) => a < b, IntervalConditions.Less, "<", "<");
    public static readonly Op LessOrEqual = Comparison("lessOrEqual", static (a, b) => a <= b, IntervalConditions.LessOrEqual, "<=", "\\le");
    public static readonly Op Greater = Comparison("greater", static (a, b) => a > b, static (a, b) => IntervalConditions.Less(b, a), ">", ">");
    public static readonly Op GreaterOrEqual = Comparison("greaterOrEqual", static (a, b) => a >= b, static (a, b) => IntervalConditions.LessOrEqual(b, a), ">=", "\\ge");
    public static readonly Op Equal = Comparison("equal", static (a, b) => a == b, IntervalConditions.Equal, "==", "=", Precedence.Equality);
    public static readonly Op NotEqual = Comparison("notEqual", static (a, b) => a != b, static (a, b) => IntervalConditions.Not(IntervalConditions.Equal(a, b)), "!=", "\\ne", Precedence.Equality);

    public static readonly Op And = Logic("and", static (a, b) => a && b, IntervalConditions.And, "&&", "\\wedge", Precedence.And);
    public static readonly Op Or = Logic("or", static (a, b) => a || b, IntervalConditions.Or, "||", "\\vee", Precedence.Or);

    public static readonly Op Not = new("not", 1)
    {
        Evaluate = static a => a[0] == 0 ? 1 : 0,
        LocalPartials = static (_, _) => [0],
        Range = static a => IntervalConditions.Not(a[0]),
        Scalar = new("!{0:>}", Precedence.Unary),
        Tensor = "{0:!}.logical_not()",
        Text = new("not {0:>}", Precedence.Unary),
        Latex = new("\\neg {0:>}", Precedence.Unary),
    };

    /// <summary>condition ? whenTrue : whenFalse.</summary>
    public static readonly Op Select = new("select", 3)
    {
        Evaluate = static a => a[0] != 0 ? a[1] : a[2],
        LocalPartials = static (a, _) => [0, Choose(a[0], 1, 0), Choose(a[0], 0, 1)],
        Range = static a => IntervalConditions.Select(a[0], a[1], a[2]),
        Scalar = new("{0:>} ? {1:>} : {2:=}", Precedence.Conditional),
        Tensor = "global::LossDsl.CompilerServices.TensorMath.Where({0}, {1}, {2})",
        Text = new("{1:>} if {0:>} else {2:=}", Precedence.Conditional),
        Latex = "\\begin{cases} {1} & {0} \\\\ {2} & \\text{else} \\end{cases}",
    };

    /// <summary>All ops that this class declares.</summary>
    public static IReadOnlyList<Op> Rows { get; } =
        [Less, LessOrEqual, Greater, GreaterOrEqual, Equal, NotEqual, And, Or, Not, Select];

    /// <summary>The ops that compare two numbers.</summary>
    public static IReadOnlyList<Op> Comparisons { get; } = [Less, LessOrEqual, Greater, GreaterOrEqual, Equal, NotEqual];

    /// <summary>Whether the value of an expression is a condition: a comparison, logic, or a choice between two conditions.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="isNamed">Whether a variable names a condition; null if none does.</param>
    public static bool IsCondition(Expr expression, Func<Variable, bool>? isNamed = null) => expression switch
    {
        Variable variable => isNamed?.Invoke(variable) ?? false,
        Apply { Op: var op, Arguments: var a } => Rows.Contains(op) && (op != Select || (IsCondition(a[1], isNamed) && IsCondition(a[2], isNamed))),
        _ => false,
    };

    /// <summary>Creates the choice between two values.</summary>
    public static Expr Choose(Expr condition, Expr whenTrue, Expr whenFalse) => new Apply(Select, condition, whenTrue, whenFalse);

    private static Op Comparison(string name, Func<double, double, bool> holds, Func<Interval, Interval, Interval> range, string code, string latex, Precedence precedence = Precedence.Relational) => new(name, 2)
    {
        Evaluate = a => holds(a[0], a[1]) ? 1 : 0,
        LocalPartials = static (_, _) => [0, 0],
        Range = a => range(a[0], a[1]),
        Scalar = new($"{{0:>}} {code} {{1:>}}", precedence),
        Tensor = TensorSpelling(name),
        Text = new($"{{0:>}} {code} {{1:>}}", precedence),
        Latex = new($"{{0:>}} {latex} {{1:>}}", precedence),
    };

    private static Op Logic(string name, Func<bool, bool, bool> holds, Func<Interval, Interval, Interval> range, string code, string latex, Precedence precedence) => new(name, 2)
    {
        Evaluate = a => holds(a[0] != 0, a[1] != 0) ? 1 : 0,
        LocalPartials = static (_, _) => [0, 0],
        Range = a => range(a[0], a[1]),
        Scalar = new($"{{0:=}} {code} {{1:>}}", precedence),
        Tensor = TensorSpelling(name),
        Text = new($"{{0:=}} {name} {{1:>}}", precedence),
        Latex = new($"{{0:=}} {latex} {{1:>}}", precedence),
    };

    private static Spelling TensorSpelling(string name) => $"global::LossDsl.CompilerServices.TensorMath.{char.ToUpperInvariant(name[0])}{name.Substring(1)}({{0}}, {{1}})";
}
