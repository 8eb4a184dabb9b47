using LossDsl.Generator.Formulas;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossDsl.Generator.Frontend;

/// <summary>Explains why a formula cannot call a method, and suggests the C# to write instead. The text ends the message of LOSS1003.</summary>
internal static class MethodAdvice
{
    /// <summary>Advice for a method without accessible source.</summary>
    public const string NoBody = "its body is not in the source of this project, and it is no formula of a compiled loss; write the method here, from functions of Math and LossMath";

    private const string Jumps = "its derivative is 0 wherever it does not jump; compare with ?: instead";

    private const string Test = "a formula avoids NaN and infinity, by smoothing or Math.Max, instead of testing for them; remove the test";

    private const string Digits = "it changes x by a rounding error alone; remove the call";

    // Advice for functions of Math, MathF and double that are no ops, by name. If an overload of the name is an op, that takes precedence.
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
        ["IEEERemainder"] = ExpressionAdvice.Remainders,
        ["ILogB"] = "write Math.Log2(x), which ILogB rounds down",
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

    /// <summary>Returns the name of a method for a message: with its class if the method comes from another assembly, and the type for a delegate.</summary>
    public static string Name(IMethodSymbol method) => method switch
    {
        { MethodKind: MethodKind.DelegateInvoke } => method.ContainingType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat),
        { ContainingType: { Locations: [{ IsInMetadata: true }, ..] } type } => $"{type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}.{method.Name}",
        _ => method.Name,
    };

    /// <summary>
    /// Returns the reason why a formula cannot call a method, judged by its signature and its kind alone. Returns null for an op, and for a method whose body can be inlined.
    /// </summary>
    /// <param name="method">The called method.</param>
    /// <param name="op">The op that the method stands for, or null.</param>
    public static string? Obstacle(IMethodSymbol method, Op? op)
    {
        var other = method.Parameters.FirstOrDefault(static p => p.RefKind != RefKind.None || !TypeAdvice.IsNumberOrCondition(p.Type));
        return method switch
        {
            { MethodKind: MethodKind.DelegateInvoke } => "it is a delegate; write a local function or a static method",
            _ when Known(method) is { } known => known,
            _ when other is not null && IsOfMath(method) && HasTwin(method) => $"this overload takes '{Type(other)}'; make its arguments doubles, such as 1.0",
            _ when other is not null => $"it must take and return double, but parameter '{other.Name}' is '{Type(other)}'",

            // Ops are exempt, since Math.Sign returns an int.
            _ when op is null && !TypeAdvice.IsNumberOrCondition(method.ReturnType) => $"it must take and return double, but it returns '{method.ReturnType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}'",
            { IsStatic: false, MethodKind: not MethodKind.LocalFunction } => "it is not static; call a static method or a local function on double",
            { IsGenericMethod: true } or { ContainingType.IsGenericType: true } => "it is generic; write it on double",
            _ => null,
        };
    }

    // Advice by name is only for names of which no overload is an op. MathF is an exception: all its functions compute with float.
    private static string? Known(IMethodSymbol method) => method.ContainingType?.QualifiedName() switch
    {
        "System.MathF" or "System.Single" => HasTwin(method) ? $"it computes with float; write Math.{method.Name}" : Instead.TryGetValue(method.Name, out var instead) ? instead : null,
        "System.Math" or "System.Double" when Instead.TryGetValue(method.Name, out var instead) && !HasTwin(method) => instead,
        "System.Linq.Enumerable" => "a formula has no collections; write what it computes as a sum of locals",
        _ when method.ContainingNamespace?.ToDisplayString() == "TorchSharp" && FindByName(method.Name) is { } meant => $"it computes with tensors; write {meant}",
        _ => null,
    };

    /// <summary>Finds the function of the formula language with this name, without case: <c>Math.Log</c> for <c>log</c>. Returns null if there is none.</summary>
    public static string? FindByName(string name) => OpTable.Rows.SelectMany(static op => op.Methods)
        .Where(method => method.EndsWith("." + name, StringComparison.OrdinalIgnoreCase))
        .Select(static method => string.Join(".", method.Split('.').Skip(1)))
        .FirstOrDefault();

    /// <summary>
    /// Returns the name of the called method in source that does not compile. Returns null if the source is no call, or a call such as <c>Math.Log()</c> whose name is right.
    /// </summary>
    public static string? CalledName(SyntaxNode syntax) => (syntax as InvocationExpressionSyntax)?.Expression switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,

        // The name is right, so the arguments must be wrong, which the compiler reports.
        MemberAccessExpressionSyntax { Expression: var type, Name: var name } when type.ToString().EndsWith("Math", StringComparison.Ordinal) && char.IsUpper(name.Identifier.ValueText.FirstOrDefault()) => null,
        MemberAccessExpressionSyntax { Name: var name } => name.Identifier.ValueText,
        _ => null,
    };

    private static bool IsOfMath(IMethodSymbol method) => method.ContainingType?.QualifiedName() is "System.Math" or "System.Double";

    // Whether Math has a function of this name on doubles that is an op or expands to ops.
    private static bool HasTwin(IMethodSymbol method) => Enumerable.Range(1, 3).Any(arity =>
        OpTable.Find($"System.Math.{method.Name}", arity) is not null || Composites.Expand($"System.Math.{method.Name}", [.. Enumerable.Repeat<Expr>(double.NaN, arity)]) is not null);

    private static string Type(IParameterSymbol parameter) =>
        TypeAdvice.Modifier(parameter) + parameter.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
}
