using LossDsl.Generator.Collections;
using LossDsl.Generator.Text;

namespace LossDsl.Generator.Formulas;

/// <summary>Everything that is known of a loss from its source: no symbol, no syntax, no position, so that the compiler can cache what follows from it.</summary>
/// <param name="Class">The user's class.</param>
/// <param name="Citation">What <c>[Loss]</c> says.</param>
/// <param name="Stages">Each after those that it reads; the formula is the last.</param>
/// <param name="Hyperparameters">In the order in which they are first declared.</param>
/// <param name="Maps">The maps that pixel stages read.</param>
/// <param name="Methods">The methods that other assemblies can call.</param>
internal sealed record LossSpec(
    ClassSpec Class,
    Citation Citation,
    EquatableArray<Stage> Stages,
    EquatableArray<HyperparameterSpec> Hyperparameters,
    EquatableArray<MapSpec> Maps,
    EquatableArray<MethodSpec> Methods)
{
    /// <summary>The formula: the last stage.</summary>
    public Stage Formula => Stages[Stages.Count - 1];
}

/// <summary>A method of the class as other assemblies can call it.</summary>
/// <param name="Name">The name of the method.</param>
/// <param name="Parameters">The variables that its parameters are bound to.</param>
/// <param name="Body">Its value.</param>
internal sealed record MethodSpec(string Name, EquatableArray<Variable> Parameters, Expr Body);

/// <summary>The user's class.</summary>
/// <param name="Namespace">Empty for the global namespace.</param>
/// <param name="Containers">The declarations of the classes around it from the outermost, e.g. <c>partial class Outer</c>.</param>
/// <param name="Name">The name without its containers.</param>
/// <param name="FullName">With <c>global::</c>.</param>
/// <param name="FileName">Unique in the compilation, without extension.</param>
/// <param name="Summary">The summary that the user has written, as XML; empty if there is none.</param>
internal sealed record ClassSpec(
    string Namespace,
    EquatableArray<string> Containers,
    string Name,
    string FullName,
    string FileName,
    string Summary);

/// <summary>What <c>[Loss]</c> says.</summary>
/// <param name="Name">The name in the catalog.</param>
/// <param name="Family">The member of <c>LossFamily</c>.</param>
/// <param name="Reference">The paper.</param>
/// <param name="Equation">The equation.</param>
/// <param name="UseCase">When to use it.</param>
/// <param name="Deviation">Where the formula differs from the equation.</param>
/// <param name="Direction">The member of <c>Direction</c>.</param>
/// <param name="Activation">The member of <c>Activation</c> that the formula is made for.</param>
/// <param name="IsMonotone">A better prediction of a pixel is meant never to have a worse value.</param>
internal sealed record Citation(
    string Name,
    string Family,
    string? Reference,
    string? Equation,
    string? UseCase,
    string? Deviation,
    string Direction,
    string Activation = "Sigmoid",
    bool IsMonotone = true);

/// <summary>A number that the loss is constructed with; bounds are infinite where there are none.</summary>
internal sealed record HyperparameterSpec(
    string Name,
    double Default,
    double Minimum = double.NegativeInfinity,
    double Maximum = double.PositiveInfinity,
    bool MinimumIsExclusive = false,
    bool MaximumIsExclusive = false)
{
    /// <summary>What the formula reads.</summary>
    public Variable Variable => new(Name, Level.Fixed);

    /// <summary>The allowed values as an interval, e.g. <c>[0, 1]</c>.</summary>
    public string Range =>
        $"{(MinimumIsExclusive || double.IsInfinity(Minimum) ? '(' : '[')}{Numbers.ToDisplay(Minimum)}, {Numbers.ToDisplay(Maximum)}{(MaximumIsExclusive || double.IsInfinity(Maximum) ? ')' : ']')}";

    /// <summary>Whether the value is finite and in the range.</summary>
    public bool Allows(double value) =>
        !double.IsNaN(value) && !double.IsInfinity(value)
        && (MinimumIsExclusive ? value > Minimum : value >= Minimum)
        && (MaximumIsExclusive ? value < Maximum : value <= Maximum);

    /// <summary>Whether a range was stated.</summary>
    public bool IsBounded => !double.IsInfinity(Minimum) || !double.IsInfinity(Maximum);
}
