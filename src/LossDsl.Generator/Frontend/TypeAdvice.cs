using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Generator.Frontend;

/// <summary>Advice on types other than double: the C# to write instead.</summary>
internal static class TypeAdvice
{
    private const string OfNullable = "remove ?, for a double is never null";

    /// <summary>Whether a formula computes with the type: double for numbers, bool for conditions.</summary>
    public static bool IsNumberOrCondition(ITypeSymbol? type) => type?.SpecialType is SpecialType.System_Double or SpecialType.System_Boolean;

    /// <summary>Advice on an operation of another type.</summary>
    public static string Describe(IOperation operation) => operation switch
    {
        _ when operation.Type is IArrayTypeSymbol => "write a local for each element",
        _ when IsNullable(operation.Type) || operation is IBinaryOperation { IsLifted: true } => OfNullable,
        IConversionOperation { IsImplicit: false } => "remove the cast",
        IConversionOperation => "declare it as double",
        _ when operation.Type is { SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_Single } => "write numbers as doubles, such as 1.0, and declare locals as double",
        _ => "compare and compute doubles",
    };

    /// <summary>Advice on a member of a tuple, an array and the like; null where a member is state.</summary>
    public static string? OfMember(ITypeSymbol? type) => type switch
    {
        { IsTupleType: true } => ExpressionAdvice.OfTuples,
        IArrayTypeSymbol => ExpressionAdvice.OfArrays,
        { SpecialType: SpecialType.System_String } => ExpressionAdvice.OfText,
        _ when IsNullable(type) => OfNullable,
        _ => null,
    };

    /// <summary>Advice on a parameter that is no plain double.</summary>
    public static string OfParameter(IParameterSymbol parameter) => parameter switch
    {
        { Type.Name: "Tensor" } => "a formula is written for one pixel or one region, such as double p, double y",
        { Type: IArrayTypeSymbol } => "write a parameter for each number",
        { RefKind: not RefKind.None } => "remove the modifier",
        _ => $"write double {parameter.Name}",
    };

    /// <summary>The modifier of a parameter as source has it, with a space after it; empty if there is none.</summary>
    public static string Modifier(IParameterSymbol parameter) => parameter.RefKind switch
    {
        RefKind.None => "",
        RefKind.RefReadOnlyParameter => "ref readonly ",
        var kind => kind.ToString().ToLowerInvariant() + " ",
    };

    private static bool IsNullable(ITypeSymbol? type) => type?.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;
}
