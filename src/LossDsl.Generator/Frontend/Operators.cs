using LossDsl.Generator.Formulas;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Generator.Frontend;

/// <summary>Maps the binary operators of C# to ops.</summary>
internal static class Operators
{
    /// <summary>Returns the op of an operator. Returns null if the formula language has none.</summary>
    public static Op? Find(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.Add => Arithmetic.Add,
        BinaryOperatorKind.Subtract => Arithmetic.Subtract,
        BinaryOperatorKind.Multiply => Arithmetic.Multiply,
        BinaryOperatorKind.Divide => Arithmetic.Divide,
        BinaryOperatorKind.LessThan => Conditions.Less,
        BinaryOperatorKind.LessThanOrEqual => Conditions.LessOrEqual,
        BinaryOperatorKind.GreaterThan => Conditions.Greater,
        BinaryOperatorKind.GreaterThanOrEqual => Conditions.GreaterOrEqual,
        BinaryOperatorKind.Equals => Conditions.Equal,
        BinaryOperatorKind.NotEquals => Conditions.NotEqual,
        BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And => Conditions.And,
        BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.Or => Conditions.Or,
        _ => null,
    };
}
