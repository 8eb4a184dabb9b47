using LossDsl.Generator.Formulas;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossDsl.Generator.Frontend;

/// <summary>Advice on methods that a formula cannot call: the reason, and the C# to write instead.</summary>
internal static class MethodAdvice
{
    public const string NoBody = "its body is not in the source of this project, and it is no formula of a compiled loss; write it here, from functions of Math and LossMath";

    private const string Jumps = "it jumps, and between its jumps its derivative is 0; compare with ?: instead";

    private const string Test = "a formula avoids what is no finite number, by smoothing or Math.Max, and does not test for it; remove the test";

    private const string Digits = "it is about the digits of a number and has no derivative; remove it";

    // Functions of Math, MathF and double that are no ops, by name. An op of that name goes before.
    private static readonly Dictionary<string, string> Instead = new(StringComparer.Ordinal)
    {
        ["BigMul"] = "it multiplies whole numbers; write x * y",
        ["BitDecrement"] = Digits,
        ["BitIncrement"] = Digits,
        ["Ceiling"] = Jumps,
        ["CopySign"] = "write y < 0 ? -Math.Abs(x) : Math.Abs(x)",
        ["DivRem"] = "it divides whole numbers; write x / y",
        ["Floor"] = Jumps,
        ["Hypot"] = "write Math.Sqrt(x * x + y * y)",
        ["IEEERemainder"] = Jumps,
        ["ILogB"] = "write Math.Log2(x), which it rounds down",
        ["IsFinite"] = Test,
        ["IsInfinity"] = Test,
        ["IsNaN"] = Test,
        ["IsNegative"] = "write x < 0",
        ["IsNegativeInfinity"] = Test,
        ["IsPositive"] = "write x > 0",
        ["IsPositiveInfinity"] = Test,
        ["ReciprocalEstimate"] = "write 1 / x",
        ["ReciprocalSqrtEstimate"] = "write 1 / Math.Sqrt(x)",
        ["RootN"] = "write Math.Pow(x, 1.0 / n), which is the same for x >= 0",
        ["Round"] = Jumps,
        ["ScaleB"] = "write x * Math.Pow(2, n)",
        ["SinCos"] = "it gives two values; write Math.Sin(x) and Math.Cos(x)",
        ["Truncate"] = Jumps,
    };

    /// <summary>The method as a message names it: with its class where the source is elsewhere.</summary>
    public static string Name(IMethodSymbol method) => method switch
    {
        { MethodKind: MethodKind.DelegateInvoke } => method.ContainingType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat),
        { ContainingType: { Locations: [{ IsInMetadata: true }, ..] } type } => $"{type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}.{method.Name}",
        _ => method.Name,
    };

    /// <summary>The reason why a method cannot be called, by its types or by its kind; null where its body is to be read.</summary>
    public static string? Obstacle(IMethodSymbol method, Op? op)
    {
        var other = method.Parameters.FirstOrDefault(static p => p.RefKind != RefKind.None || !TypeAdvice.IsNumberOrCondition(p.Type));
        return method switch
        {
            { MethodKind: MethodKind.DelegateInvoke } => "it is a delegate; write a local function or a static method",
            _ when Known(method) is { } known => known,
            _ when other is not null && IsOfMath(method) && HasTwin(method) => $"this overload takes '{Type(other)}'; make its arguments doubles, such as 1.0",
            _ when other is not null => $"it must take and return double, but parameter '{other.Name}' is '{Type(other)}'",

            // Math.Sign returns an int.
            _ when op is null && !TypeAdvice.IsNumberOrCondition(method.ReturnType) => $"it must take and return double, but it returns '{method.ReturnType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}'",
            { IsStatic: false, MethodKind: not MethodKind.LocalFunction } => "it is not static; call a static method or a local function on double",
            { IsGenericMethod: true } or { ContainingType.IsGenericType: true } => "it is generic; write it on double",
            _ => null,
        };
    }

    // An op has no advice, whatever its overload.
    private static string? Known(IMethodSymbol method) => method.ContainingType?.QualifiedName() switch
    {
        "System.MathF" or "System.Single" => HasTwin(method) ? $"it computes with float; write Math.{method.Name}" : Instead.TryGetValue(method.Name, out var instead) ? instead : null,
        "System.Math" or "System.Double" when Instead.TryGetValue(method.Name, out var instead) && !HasTwin(method) => instead,
        "System.Linq.Enumerable" => "a formula has no collections; write what it computes as a sum of locals",
        _ when method.ContainingNamespace?.ToDisplayString() == "TorchSharp" && Meant(method.Name) is { } meant => $"it computes with tensors; write {meant}",
        _ => null,
    };

    /// <summary>The function of a formula that has a name in any case: <c>Math.Log</c> for <c>log</c> and for <c>torch.log</c>; null if there is none.</summary>
    public static string? Meant(string name) => OpTable.Rows.SelectMany(static op => op.Methods)
        .Where(method => method.EndsWith("." + name, StringComparison.OrdinalIgnoreCase))
        .Select(static method => string.Join(".", method.Split('.').Skip(1)))
        .FirstOrDefault();

    /// <summary>The name of what is called by source that the compiler does not understand; null where nothing is called.</summary>
    public static string? Called(SyntaxNode syntax) => (syntax as InvocationExpressionSyntax)?.Expression switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,

        // The class is right, and the arguments are wrong.
        MemberAccessExpressionSyntax { Expression: var type, Name: var name } when type.ToString().EndsWith("Math", StringComparison.Ordinal) && char.IsUpper(name.Identifier.ValueText.FirstOrDefault()) => null,
        MemberAccessExpressionSyntax { Name: var name } => name.Identifier.ValueText,
        _ => null,
    };

    private static bool IsOfMath(IMethodSymbol method) => method.ContainingType?.QualifiedName() is "System.Math" or "System.Double";

    // Whether Math has an op of that name, on doubles.
    private static bool HasTwin(IMethodSymbol method) => Enumerable.Range(1, 3).Any(arity =>
        OpTable.Find($"System.Math.{method.Name}", arity) is not null || Composites.Expand($"System.Math.{method.Name}", [.. Enumerable.Repeat<Expr>(double.NaN, arity)]) is not null);

    private static string Type(IParameterSymbol parameter) =>
        TypeAdvice.Modifier(parameter) + parameter.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
}
