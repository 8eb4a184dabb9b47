using LossDsl.Generator.Collections;
using LossDsl.Generator.Formulas;
using LossDsl.Generator.Lowering;

namespace LossDsl.Generator.Backends.Simd;

/// <summary>
/// A pass as arithmetic on lanes. All that does not change with the pixel is a coefficient: computed once for each region, in float64.
/// An exponent that no pixel changes stays a double, so that a power can look at it.
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
    /// <param name="ofPixels">What changes with the pixel: quantities, maps, results of filters, and the names of pixel steps.</param>
    public PixelProgram(Pass pass, IEnumerable<Variable> ofPixels)
    {
        pixelVariables = [.. ofPixels];
        taken = [.. pixelVariables.Select(static variable => variable.Name), .. pass.Reductions.Select(static step => step.Result.Name)];
        Printer = new LanePrinter(conditions.Contains);
        // Pixel steps first: others read what they name.
        converted = pass with { Pixel = pass.Pixel.Select(Convert).ToEquatableArray() };
        converted = converted with { Reductions = pass.Reductions.Select(Convert).ToEquatableArray(), Filters = pass.Filters.Select(Convert).ToEquatableArray() };
        converted = converted with { Gradient = pass.Gradient is null ? null : new(Joined(pass.Gradient.ByLogOdds), Joined(pass.Gradient.ByProbability), Convert(pass.Gradient.ByInput)) };

        converted = OutcomeFusion.Join(PowerSlopeSharing.Share(converted, Shared, name => Untaken(name, "Shared")), complements.Contains);
        converted = ProductReassociation.Arrange(converted);

        // Nothing is left of a 1 - y that only labelled powers had.
        Pixel = [.. converted.Pixel.Where(step => !complements.Contains(step.Result) || converted.Reads(step.Result))];
    }

    /// <summary>A number that the kernel has for each region.</summary>
    /// <param name="Name">Its field.</param>
    /// <param name="Value">What it is.</param>
    /// <param name="Form">How the kernel has it.</param>
    public sealed record Coefficient(string Name, Expr Value, CoefficientForm Form);

    /// <summary>How a kernel has a number.</summary>
    public enum CoefficientForm
    {
        /// <summary>As a lane.</summary>
        Lane,

        /// <summary>As a double: an exponent.</summary>
        Number,

        /// <summary>As an exponent of powers that come with their derivatives.</summary>
        Exponent,
    }

    public IReadOnlyList<Coefficient> Coefficients => [.. coefficients.Where(c => converted.Reads(new Variable(c.Name, Level.Pixel)))];

    public LanePrinter Printer { get; }

    public IReadOnlyList<Step> Pixel { get; }

    public IReadOnlyList<Step> Reductions => converted.Reductions;

    public IReadOnlyList<Step> Filters => converted.Filters;

    public PixelGradient? Gradient => converted.Gradient;

    private Step Convert(Step step)
    {
        var term = Varying(Joined(step.Term)!);
        if (Printer.IsCondition(term))
        {
            conditions.Add(step.Result);
        }

        if (LabelPowerFusion.IsOneMinusLabel(term))
        {
            complements.Add(step.Result);
        }

        return step with { Term = term };
    }

    private Expr? Joined(Expr? expression) => Convert(expression) is { } converted ? LabelPowerFusion.Join(converted, complements.Contains, IsExponent) : null;

    private bool IsExponent(Variable variable) => coefficients.Exists(c => c.Form == CoefficientForm.Number && c.Name == variable.Name);

    // A term that no pixel changes is a lane too.
    private Expr Varying(Expr term) => term is Constant ? Lane(term, CoefficientForm.Lane) : term;

    private Expr? Convert(Expr? expression) => expression switch
    {
        null or Constant => expression,
        _ when !ChangesWithPixel(expression) => Printer.IsCondition(expression)
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
