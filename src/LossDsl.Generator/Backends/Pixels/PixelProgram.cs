using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;

namespace LossDsl.Generator.Backends.Pixels;

/// <summary>
/// The pixel arithmetic of one pass as kernels compute it. Expressions that are equal for all pixels of a region are hoisted into coefficients, which the host computes
/// once per region in float64. Terms are fused and reassociated for few operations per pixel. An exponent stays a double, so that a power can choose its method by the exponent.
/// </summary>
internal sealed class PixelProgram
{
    private readonly List<Coefficient> coefficients = [];
    private readonly HashSet<string> taken;
    private readonly HashSet<Variable> conditions = [];
    private readonly HashSet<Variable> complements = [];
    private readonly HashSet<Variable> pixelVariables;
    private readonly Pass converted;

    /// <param name="pass">The pass.</param>
    /// <param name="ofPixels">Variables that change from pixel to pixel: quantities, maps, filtered results and results of pixel steps.</param>
    public PixelProgram(Pass pass, IEnumerable<Variable> ofPixels)
    {
        pixelVariables = [.. ofPixels];
        taken = [.. pixelVariables.Select(static variable => variable.Name), .. pass.Reductions.Select(static step => step.Result.Name)];
        // Pixel steps first: reductions, filters and the gradient read their results.
        converted = pass with { PixelSteps = pass.PixelSteps.Select(Convert).ToEquatableArray() };
        converted = converted with { Reductions = pass.Reductions.Select(Convert).ToEquatableArray(), Filters = pass.Filters.Select(Convert).ToEquatableArray() };
        converted = converted with { Gradient = pass.Gradient is null ? null : new(Joined(pass.Gradient.ByLogOdds), Joined(pass.Gradient.ByProbability), Convert(pass.Gradient.ByInput)) };

        converted = OutcomeFusion.Join(PowerSlopeSharing.Share(converted, Shared, name => Untaken(name, "Shared")), complements.Contains);
        converted = ProductReassociation.Arrange(converted);

        // A step for 1 - y is dropped if only fused label powers read it.
        Pixel = [.. converted.PixelSteps.Where(step => !complements.Contains(step.Result) || converted.Reads(step.Result))];
    }

    /// <summary>A region value hoisted out of the pixel loop.</summary>
    /// <param name="Name">Name of the kernel's field.</param>
    /// <param name="Value">Expression that the host evaluates for each region.</param>
    /// <param name="Form">Representation in the kernel.</param>
    public sealed record Coefficient(string Name, Expr Value, CoefficientForm Form);

    /// <summary>Representation of a coefficient in a kernel.</summary>
    public enum CoefficientForm
    {
        /// <summary>A lane that holds the value in every element.</summary>
        Lane,

        /// <summary>A double: the exponent of a power.</summary>
        Number,

        /// <summary>An exponent prepared for powers that are computed with their derivatives.</summary>
        Exponent,
    }

    public IReadOnlyList<Coefficient> Coefficients => [.. coefficients.Where(c => converted.Reads(new Variable(c.Name, Level.Pixel)))];

    public IReadOnlyList<Step> Pixel { get; }

    public IReadOnlyList<Step> Reductions => converted.Reductions;

    public IReadOnlyList<Step> Filters => converted.Filters;

    /// <summary>The terms that the pass stores for its filters.</summary>
    public IReadOnlyList<Expr> StoredTerms => converted.StoredTerms;

    /// <summary>Returns the places of a filter's terms in <see cref="StoredTerms"/>.</summary>
    public IEnumerable<int> PlacesOf(Step filter) => converted.PlacesOf(filter);

    public PixelGradient? Gradient => converted.Gradient;

    /// <summary>Whether the value of an expression is a condition: a mask in kernels, not a number.</summary>
    public bool IsCondition(Expr expression) => Conditions.IsCondition(expression, conditions.Contains);

    private Step Convert(Step step)
    {
        var term = Varying(step.Term);
        if (IsCondition(term))
        {
            conditions.Add(step.Result);
        }

        if (LabelPowerFusion.IsOneMinusLabel(term))
        {
            complements.Add(step.Result);
        }

        return step with { Term = term, Second = VaryingOptional(step.Second), Validity = VaryingOptional(step.Validity) };
    }

    private Expr? VaryingOptional(Expr? term) => term is null ? null : Varying(term);

    private Expr? Joined(Expr? expression) => Convert(expression) is { } converted ? LabelPowerFusion.Join(converted, complements.Contains, IsExponent) : null;

    private bool IsExponent(Variable variable) => coefficients.Exists(c => c.Form == CoefficientForm.Number && c.Name == variable.Name);

    // Kernels need a lane even where a term is constant.
    private Expr Varying(Expr term) => Joined(term)! is var joined && joined is Constant ? Lane(joined, CoefficientForm.Lane) : joined;

    private Expr? Convert(Expr? expression) => expression switch
    {
        null or Constant => expression,
        _ when !ChangesWithPixel(expression) => IsCondition(expression)
            ? new Apply(Conditions.NotEqual, Lane(expression, CoefficientForm.Lane), 0)
            : Lane(expression, CoefficientForm.Lane),
        Apply apply when LabelPowerFusion.IsPower(apply.Op) && apply.Arguments[1] is not Constant && apply.Arguments[1].Level == Level.Fixed =>
            new Apply(apply.Op, Convert(apply.Arguments[0])!, Lane(apply.Arguments[1], CoefficientForm.Number)),
        Apply apply => new Apply(apply.Op, [.. apply.Arguments.Select(argument => Convert(argument)!)]),
        _ => expression,
    };

    private bool ChangesWithPixel(Expr expression) => expression switch
    {
        Variable variable => pixelVariables.Contains(variable),
        Apply apply => apply.Arguments.Any(ChangesWithPixel),
        _ => false,
    };

    private Variable Lane(Expr value, CoefficientForm form)
    {
        var known = coefficients.FirstOrDefault(c => c.Form == form && c.Value.Equals(value));
        if (known is null)
        {
            var name = Untaken(value is Variable variable ? variable.Name : $"c{coefficients.Count}", form switch { CoefficientForm.Lane => "Value", CoefficientForm.Number => "Exponent", _ => "Raised" });
            coefficients.Add(known = new(name, value, form));
        }

        return new(known.Name, Level.Pixel);
    }

    private Variable Shared(Expr exponent) =>
        Lane(exponent is Variable variable ? coefficients.Find(c => c.Name == variable.Name).Value : exponent, CoefficientForm.Exponent);

    private string Untaken(string name, string ending)
    {
        while (!taken.Add(name))
        {
            name += ending;
        }

        return name;
    }
}
