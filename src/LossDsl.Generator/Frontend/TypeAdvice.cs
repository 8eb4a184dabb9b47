using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Generator.Frontend;

/// <summary>Suggests the C# to write instead of a type other than double, in operations, members and parameters.</summary>
internal static class TypeAdvice
{
    private const string OfNullable = "remove ?, for a double is never null";

    /// <summary>Whether a formula can compute with the type: double for numbers, bool for conditions.</summary>
    public static bool IsNumberOrCondition(ITypeSymbol? type) => type?.SpecialType is SpecialType.System_Double or SpecialType.System_Boolean;

    /// <summary>Returns the advice for an operation of another type, which ends the message of LOSS1007.</summary>
    public static string ForOperation(IOperation operation) => operation switch
    {
        _ when operation.Type is IArrayTypeSymbol => "write a local for each element",
        _ when IsNullable(operation.Type) || operation is IBinaryOperation { IsLifted: true } => OfNullable,
        IConversionOperation { IsImplicit: false } => "remove the cast",
        IConversionOperation => "declare it as double",
        _ when operation.Type is { SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_Single } => "write numbers as doubles, such as 1.0, and declare locals as double",
        _ => "compare and compute doubles",
    };

    /// <summary>Returns the advice for a member access on a value of this type. Returns null if the member is state, such as a field of a class.</summary>
    public static string? ForMemberAccess(ITypeSymbol? type) => type switch
    {
        { IsTupleType: true } => ExpressionAdvice.Tuples,
        IArrayTypeSymbol => ExpressionAdvice.Arrays,
        { SpecialType: SpecialType.System_String } => ExpressionAdvice.Texts,
        _ when IsNullable(type) => OfNullable,
        _ => null,
    };

    /// <summary>Returns the advice for a parameter that is no plain double, which ends the message of LOSS0007.</summary>
    public static string ForPlainDouble(IParameterSymbol parameter) => parameter switch
    {
        { Type.Name: "Tensor" } => "a formula is written for one pixel or one region, such as double p, double y",
        { Type: IArrayTypeSymbol } => "write a parameter for each number",
        { RefKind: not RefKind.None } => "remove the modifier",
        _ => $"write double {parameter.Name}",
    };

    /// <summary>Returns the modifier of a parameter as source text with a space after it, such as <c>in </c>. Returns an empty string if there is none.</summary>
    public static string Modifier(IParameterSymbol parameter) => parameter.RefKind switch
    {
        RefKind.None => "",
        RefKind.RefReadOnlyParameter => "ref readonly ",
        var kind => kind.ToString().ToLowerInvariant() + " ",
    };

    private static bool IsNullable(ITypeSymbol? type) => type?.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;
}
