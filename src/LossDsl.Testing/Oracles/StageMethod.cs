using System.Reflection;

namespace LossDsl.Testing.Oracles;

/// <summary>Stage or formula of a loss: the C# method, and what its attributes say about its reduction.</summary>
internal sealed class StageMethod
{
    private const BindingFlags Static = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
    private readonly MethodInvoker invoker;

    private StageMethod(MethodInfo method)
    {
        invoker = MethodInvoker.Create(method);
        Name = method.Name;
        Parameters = method.GetParameters();
        Reduction = method.GetCustomAttributes().SingleOrDefault(IsStage);
        IsFormula = method.IsDefined(typeof(FormulaAttribute));
        IsStopped = method.IsDefined(typeof(StopGradientAttribute));
    }

    public string Name { get; }

    public ParameterInfo[] Parameters { get; }

    /// <summary>Attribute that tells how the method's values are reduced, or null for a formula over regions or images.</summary>
    public Attribute? Reduction { get; }

    public bool IsFormula { get; }

    public bool IsStopped { get; }

    /// <summary>Level of the values that the method is called for.</summary>
    public Level CalledFor => Reduction switch
    {
        null or ClassSumAttribute or ClassMeanAttribute or ClassMaxAttribute or ClassMinAttribute => Level.Region,
        BatchSumAttribute or BatchMeanAttribute or BatchMaxAttribute => Level.Image,
        _ => Level.Pixel,
    };

    /// <summary>Level of the values after the reduction.</summary>
    public Level Level => Reduction switch
    {
        PixelAttribute or PixelAboveAttribute or LocalAttribute or FieldAttribute
            or PixelClassSumAttribute or PixelClassMaxAttribute or PixelClassLogSumExpAttribute or PixelClassCumulativeSumAttribute => Level.Pixel,
        ClassSumAttribute or ClassMeanAttribute or ClassMaxAttribute or ClassMinAttribute => Level.Image,
        BatchSumAttribute or BatchMeanAttribute or BatchMaxAttribute => Level.Batch,
        _ => Level.Region,
    };

    /// <summary>Returns the stages and the formula of a loss class.</summary>
    public static StageMethod[] Of(Type loss) =>
        [.. loss.GetMethods(Static).Where(static m => m.IsDefined(typeof(FormulaAttribute)) || m.GetCustomAttributes().Any(IsStage)).Select(static m => new StageMethod(m))];

    /// <summary>Whether a parameter reads this stage.</summary>
    public bool IsNamed(ParameterInfo parameter) => IsNamed(parameter.Name!);

    /// <summary>Whether a name is that of this stage.</summary>
    public bool IsNamed(string name) => !IsFormula && string.Equals(name, Name, StringComparison.OrdinalIgnoreCase);

    public double Invoke(Span<object?> arguments) => (double)invoker.Invoke(null, arguments)!;

    private static bool IsStage(Attribute attribute) => attribute
        is PixelAttribute or PixelSumAttribute or PixelMeanAttribute or PixelMaxAttribute or PixelMinAttribute or PixelTopAttribute or PixelAboveAttribute or LocalAttribute or FieldAttribute or ClassSumAttribute or ClassMeanAttribute or ClassMaxAttribute or ClassMinAttribute
        or BatchSumAttribute or BatchMeanAttribute or BatchMaxAttribute
        or PixelClassSumAttribute or PixelClassMaxAttribute or PixelClassLogSumExpAttribute or PixelClassCumulativeSumAttribute;
}
