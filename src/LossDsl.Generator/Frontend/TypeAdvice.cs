using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Generator.Frontend;

/// <summary>What to write instead of an expression whose type is not double.</summary>
internal static class TypeAdvice
{
    private const string OfNullable = "remove ?, for a double is never null";

    /// <summary>What to write instead of an operation of another type.</summary>
    public static string Of(IOperation operation) => operation switch
    {
        _ when operation.Type is IArrayTypeSymbol => "write a local for each element",
        _ when IsNullable(operation.Type) || operation is IBinaryOperation { IsLifted: true } => OfNullable,
        IConversionOperation { IsImplicit: false } => "remove the cast",
        IConversionOperation => "declare it as double",
        _ when operation.Type is { SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_Single } => "write numbers as doubles, such as 1.0, and declare locals as double",
        _ => "compare and compute doubles",
    };

    /// <summary>What to write instead of a member of a tuple, an array and the like; null where a member is state.</summary>
    public static string? OfMember(ITypeSymbol? type) => type switch
    {
        { IsTupleType: true } => "a formula has no tuples; write a local for each part",
        IArrayTypeSymbol => "a formula has no arrays; write a local for each element",
        { SpecialType: SpecialType.System_String } => "a formula computes with numbers; remove the text",
        _ when IsNullable(type) => OfNullable,
        _ => null,
    };

    /// <summary>What a parameter is to be instead of what it is.</summary>
    public static string OfParameter(IParameterSymbol parameter) => parameter switch
    {
        { Type.Name: "Tensor" } => "a formula is written for one pixel or one region, such as double p, double y",
        { Type: IArrayTypeSymbol } => "write a parameter for each number",
        { RefKind: not RefKind.None } => "remove the modifier",
        _ => $"write double {parameter.Name}",
    };

    private static bool IsNullable(ITypeSymbol? type) => type?.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;
}
