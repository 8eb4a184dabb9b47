using LossDsl.Generator.Collections;
using LossDsl.Generator.Diagnostics;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Text;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generator.Frontend;

/// <summary>Result of reading the formula and the stages of a loss.</summary>
/// <param name="Stages">The stages in order of evaluation, the formula last; null if one cannot be translated or stages read each other in a circle.</param>
/// <param name="Hyperparameters">The hyperparameters, those of the formula first.</param>
/// <param name="Maps">The maps that stages read.</param>
/// <param name="Inputs">The inputs that stages read.</param>
/// <param name="Methods">The public methods, which losses in other assemblies can inline.</param>
/// <param name="Places">Source positions for findings of the analysis.</param>
internal sealed record StageReadResult(
    EquatableArray<Stage>? Stages,
    IReadOnlyList<DeclaredHyperparameter> Hyperparameters,
    EquatableArray<MapSpec> Maps,
    EquatableArray<InputSpec> Inputs,
    EquatableArray<MethodSpec> Methods,
    EquatableArray<SourcePlace> Places);

/// <summary>Binds and translates the formula and stages of a loss, and sorts them so that each stage follows the stages that it reads.</summary>
internal static class StageReader
{
    /// <summary>Reads the stages of a loss. Reports all errors in the methods, circles between stages, and unused stages.</summary>
    public static StageReadResult Read(IReadOnlyList<StageMethod> methods, Compilation compilation, ConstantCheck constants, SourceFiles files, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        // Binding the formula first puts its hyperparameters first in the constructor.
        IReadOnlyList<StageMethod> formulaFirst = [.. methods.OrderByDescending(static method => method.IsFormula)];
        var places = new PlaceCollector();
        var binder = new ParameterBinder(methods, constants, diagnostics);
        var translator = new FormulaTranslator(compilation, diagnostics, places, constants, files, cancellation);
        var orderReader = new OrderReader(new(methods), constants, diagnostics);
        Dictionary<StageMethod, (Expr Body, Expr? Order)> bodies = [];
        List<MethodSpec> callable = [];
        foreach (var method in formulaFirst)
        {
            var bound = binder.Bind(method);
            var order = orderReader.Read(method, bound);
            places.BeginMethod(method);
            if (Translate(method, bound, translator) is not { } body)
            {
                continue;
            }

            bodies.Add(method, (body, order));
            // The stored body names quantities, so two parameters bound to the same quantity would be indistinguishable in it.
            IReadOnlyList<Variable> parameters = [.. bound.Select(Variable)];
            if (method.Symbol.DeclaredAccessibility == Accessibility.Public && parameters.Distinct().Count() == parameters.Count)
            {
                callable.Add(new(method.Symbol.Name, parameters.ToEquatableArray(), body));
            }
        }

        var ordered = bodies.Count == methods.Count ? Order(formulaFirst, bodies, diagnostics) : null;
        return new(ordered?.ToEquatableArray(), binder.Hyperparameters, binder.Maps.ToEquatableArray(), binder.Inputs.ToEquatableArray(), callable.ToEquatableArray(), places.ToEquatableArray());
    }

    private static Expr? Translate(StageMethod method, IReadOnlyList<Expr> bound, FormulaTranslator translator)
    {
        var scope = new Scope();
        foreach (var (parameter, value) in method.Symbol.Parameters.Zip(bound, static (parameter, value) => (parameter, value)))
        {
            scope[parameter] = value;
        }

        return translator.Translate(method.Symbol, scope);
    }

    // The binder has already reported a parameter that is not bound.
    private static Variable Variable(Expr bound) => bound as Variable ?? new("?", Level.Fixed);

    private static IReadOnlyList<Stage>? Order(IReadOnlyList<StageMethod> methods, IReadOnlyDictionary<StageMethod, (Expr Body, Expr? Order)> bodies, DiagnosticBag diagnostics)
    {
        List<Stage> ordered = [];
        List<StageMethod> path = [];
        HashSet<StageMethod> done = [];
        var isAcyclic = Visit(methods[0]);

        // An error such as a taken stage name can itself be the reason why nothing reads a stage.
        foreach (var unused in methods.Where(method => !done.Contains(method) && isAcyclic && !diagnostics.HasErrors))
        {
            diagnostics.Report(Descriptors.UnusedStage, unused.Symbol.Locations[0], unused.Symbol.Name, Names.ToParameter(unused.Symbol.Name));
        }

        return isAcyclic ? WholeWindows.WriteOut(ordered) : null;

        bool Visit(StageMethod method)
        {
            if (path.Contains(method))
            {
                var circle = path.SkipWhile(m => m != method).Append(method).Select(static m => m.Symbol.Name);
                diagnostics.Report(Descriptors.StageCycle, method.Symbol.Locations[0], method.Symbol.Name, string.Join(" reads ", circle));
                return false;
            }

            if (!done.Contains(method))
            {
                path.Add(method);
                if (!methods.Where(other => !other.IsFormula && Reads(bodies[method], other.Result)).All(Visit))
                {
                    return false;
                }

                path.Remove(method);
                done.Add(method);
                ordered.AddRange(Stages(method, bodies[method].Body, bodies[method].Order));
            }

            return true;
        }
    }

    private static bool Reads((Expr Body, Expr? Order) stage, Variable result) => stage.Body.Reads(result) || stage.Order?.Reads(result) == true;

    // A formula with a reduction becomes two stages: the reduction, and a formula that only reads its result.
    private static IEnumerable<Stage> Stages(StageMethod method, Expr body, Expr? order)
    {
        if (!method.IsFormula)
        {
            return [new(method.Result, method.Kind, body, method.IsStopped, method.Window, Order: order, Provider: method.Provider)];
        }

        if (method.Kind == StageKind.Formula)
        {
            return [Formula(body)];
        }

        var reduced = new Variable(Stage.ReducedName, method.Result.Level);
        return [new(reduced, method.Kind, body, Order: order), Formula(reduced)];
    }

    private static Stage Formula(Expr body) => new(new("L", body.Level is Level.Batch or Level.Image ? body.Level : Level.Region), StageKind.Formula, body);
}
