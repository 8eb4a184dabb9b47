namespace LossDsl.Generator.Formulas;

/// <summary>
/// Row of the op table (<see cref="OpTable"/>): value, local partials, range, C# methods and spellings of one op. A row alone does not add an op to the language.
/// Tensors, fields, lanes, region arithmetic and tests may need a function of their own; CONTRIBUTING.md lists the places under "Add an op".
/// </summary>
/// <param name="name">The unique name of the op, as <see cref="ExprText"/> writes it.</param>
/// <param name="arity">The number of arguments.</param>
internal sealed class Op(string name, int arity)
{
    public string Name { get; } = name;

    public int Arity { get; } = arity;

    /// <summary>Computes the value from the values of the arguments, in double arithmetic. A true condition is 1, a false one 0.</summary>
    public required Func<double[], double> Evaluate { get; init; }

    /// <summary>
    /// Returns the local partials, one for each argument, from the arguments and the value of the op. The differentiator applies the chain rule.
    /// The partial by a condition is 0.
    /// </summary>
    public required Func<IReadOnlyList<Expr>, Expr, IReadOnlyList<Expr>> LocalPartials { get; init; }

    /// <summary>Computes an interval that contains every value of the op, from intervals that contain every value of its arguments.</summary>
    public required Func<Interval[], Interval> Range { get; init; }

    /// <summary>
    /// Whether the value can jump although no argument jumps, from the ranges of the arguments and from which of them change with the prediction. Null if it never jumps.
    /// Null also for choices and quotients: <see cref="Analysis.JumpCheck"/> looks at their conditions and divisors.
    /// </summary>
    public Func<Interval[], bool[], bool>? CanJump { get; init; }

    /// <summary>Whether a kernel computes the op in a few instructions. Scheduling saves passes that compute costly ops twice.</summary>
    public bool IsCheap { get; init; }

    /// <summary>Whether a small relative error of a small first argument becomes a large error of the value, as in a root or a logarithm. Sums below it are factored.</summary>
    public bool MagnifiesErrors { get; init; }

    /// <summary>Whether the op is undefined for some finite arguments, as the logarithm is below 0.</summary>
    public bool IsPartial => isPartial ??= Range([.. Enumerable.Repeat(new Interval(-1e300, 1e300), Arity)]).MayBeUndefined;

    private bool? isPartial;

    /// <summary>The C# methods that the front end reads as this op, as <c>Namespace.Type.Method</c>.</summary>
    public IReadOnlyList<string> Methods { get; init; } = [];

    /// <summary>The spelling in C# on numbers of type double.</summary>
    public required Spelling Scalar { get; init; }

    /// <summary>The spelling in C# on tensors, for ops with at least one tensor among their arguments.</summary>
    public required Spelling Tensor { get; init; }

    /// <summary>The spelling in plain text, for documentation.</summary>
    public required Spelling Text { get; init; }

    /// <summary>The spelling in LaTeX, for documentation.</summary>
    public required Spelling Latex { get; init; }
}
