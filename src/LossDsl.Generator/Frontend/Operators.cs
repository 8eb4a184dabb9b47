using LossDsl.Generator.Formulas;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Generator.Frontend;

/// <summary>The binary operators of C# that are ops.</summary>
internal static class Operators
{
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
