using LossDsl.Generator.Collections;

namespace LossDsl.Generator.Formulas;

/// <summary>
/// Model of a loss as read from its source: all that the rest of the compiler needs. The model has no symbols, syntax or positions and compares by value, so that the compiler
/// can cache everything computed from it.
/// </summary>
/// <param name="Class">The user's class.</param>
/// <param name="Citation">The properties of the <c>[Loss]</c> attribute.</param>
/// <param name="Stages">The stages, each after those that it reads; the formula is the last.</param>
/// <param name="Hyperparameters">The hyperparameters, in the order in which they are first declared.</param>
/// <param name="Maps">The maps that pixel stages read.</param>
/// <param name="Inputs">The inputs that stages read.</param>
/// <param name="Methods">The methods that other assemblies can call in their formulas.</param>
internal sealed record LossSpec(
    ClassSpec Class,
    Citation Citation,
    EquatableArray<Stage> Stages,
    EquatableArray<HyperparameterSpec> Hyperparameters,
    EquatableArray<MapSpec> Maps,
    EquatableArray<InputSpec> Inputs,
    EquatableArray<MethodSpec> Methods)
{
    /// <summary>The last stage, whose result is the value of the loss.</summary>
    public Stage Formula => Stages[Stages.Count - 1];

    /// <summary>The values of pixels that the runtime hands to kernels beside logits and target: maps, then inputs.</summary>
    public IReadOnlyList<Variable> Fields => [.. Maps.Select(static map => map.Variable), .. Inputs.Where(static input => input.IsPerPixel).Select(static input => input.Variable)];
}

/// <summary>Method of a loss that formulas in other assemblies can call. The metadata of the assembly carries its body, so that calls can be inlined there.</summary>
/// <param name="Name">The name of the method.</param>
/// <param name="Parameters">The variables that stand for its parameters in the body, in order.</param>
/// <param name="Body">The expression that the method returns.</param>
internal sealed record MethodSpec(string Name, EquatableArray<Variable> Parameters, Expr Body);

/// <summary>Names and declarations of the user's class, as the generated part of the class needs them.</summary>
/// <param name="Namespace">The namespace; empty for the global namespace.</param>
/// <param name="Containers">The declarations of the enclosing classes from the outermost, e.g. <c>partial class Outer</c>.</param>
/// <param name="Name">The name without namespace and enclosing classes.</param>
/// <param name="FullName">The fully qualified name, with <c>global::</c>.</param>
/// <param name="FileName">The name for generated files, unique in the compilation, without extension.</param>
/// <param name="Summary">The documentation summary that the user wrote, as XML; empty if there is none.</param>
internal sealed record ClassSpec(
    string Namespace,
    EquatableArray<string> Containers,
    string Name,
    string FullName,
    string FileName,
    string Summary);

/// <summary>Properties of the <c>[Loss]</c> attribute: name, source and intended use of a loss. Enumerations are given by the names of their members.</summary>
/// <param name="Name">The name of the loss in the catalog.</param>
/// <param name="Family">The member of <c>LossFamily</c>.</param>
/// <param name="Reference">The paper that the loss comes from; null if none is given.</param>
/// <param name="Equation">The equation that the formula implements; null if none is given.</param>
/// <param name="UseCase">The situation in which to use the loss; null if none is given.</param>
/// <param name="Deviation">The difference between formula and equation; null if none is given.</param>
/// <param name="Direction">The member of <c>Direction</c>: <c>Minimize</c> or <c>Maximize</c>.</param>
/// <param name="Activation">The member of <c>Activation</c> that the formula is made for.</param>
/// <param name="IsMonotone">Whether the user means that a better prediction of a pixel never makes the loss worse.</param>
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

/// <summary>Hyperparameter of a loss: a number of type double that its constructor takes.</summary>
/// <param name="Name">The name of the parameter in the formula.</param>
/// <param name="Default">The default value.</param>
/// <param name="Minimum">The least value that <c>[Range]</c> allows; infinite if none is stated.</param>
/// <param name="Maximum">The greatest value that <c>[Range]</c> allows; infinite if none is stated.</param>
/// <param name="MinimumIsExclusive">Whether the minimum itself is not allowed.</param>
/// <param name="MaximumIsExclusive">Whether the maximum itself is not allowed.</param>
internal sealed record HyperparameterSpec(
    string Name,
    double Default,
    double Minimum = double.NegativeInfinity,
    double Maximum = double.PositiveInfinity,
    bool MinimumIsExclusive = false,
    bool MaximumIsExclusive = false)
{
    /// <summary>The variable by which stages read the hyperparameter.</summary>
    public Variable Variable => new(Name, Level.Fixed);

    /// <summary>The allowed values, formatted for documentation, e.g. <c>[0, 1]</c>.</summary>
    public string Range => Declared.ToString();

    /// <summary>The range that <c>[Range]</c> declares; infinite on both sides if there is none.</summary>
    public DeclaredRange Declared => new(Minimum, Maximum, MinimumIsExclusive, MaximumIsExclusive);

    /// <summary>Whether the value is finite and allowed by <c>[Range]</c>.</summary>
    public bool Allows(double value) =>
        !double.IsNaN(value) && !double.IsInfinity(value)
        && (MinimumIsExclusive ? value > Minimum : value >= Minimum)
        && (MaximumIsExclusive ? value < Maximum : value <= Maximum);

    /// <summary>Whether <c>[Range]</c> states a finite minimum or maximum.</summary>
    public bool IsBounded => !double.IsInfinity(Minimum) || !double.IsInfinity(Maximum);
}
