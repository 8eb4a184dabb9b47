using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Generator.Frontend;

/// <summary>Suggests the C# to write instead of an expression outside the formula language. The advice ends the message of LOSS1002.</summary>
internal static class ExpressionAdvice
{
    /// <summary>Advice for <c>x ^ y</c> and <c>x ** y</c>.</summary>
    public const string Powers = "C# has no operator for powers; write Math.Pow(x, y) for x to the power y";

    /// <summary>Advice for strings and characters.</summary>
    public const string Texts = "a formula computes with numbers; remove the text";

    /// <summary>Advice for arrays and their elements.</summary>
    public const string Arrays = "a formula has no arrays; write a local for each element";

    /// <summary>Advice for tuples and their parts.</summary>
    public const string Tuples = "a formula has no tuples; write a local for each part";

    /// <summary>Advice for <c>%</c> and <c>Math.IEEERemainder</c>.</summary>
    public const string Remainders = "a remainder jumps, and no gradient flows through a jump; compare with ?: instead";

    private const string General = "use arithmetic, comparisons, ?:, locals, and calls of Math, LossMath or static methods";

    /// <summary>Returns the advice for an expression; general advice if none is specific.</summary>
    public static string Find(IOperation expression) => expression switch
    {
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Remainder } or ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Remainder } => Remainders,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ExclusiveOr } => "compare conditions with != instead of ^",
        ISwitchExpressionOperation => "choose between values with ?: instead of switch",
        IIsPatternOperation or IIsTypeOperation => "compare with <, <=, >, >=, == or != instead of is",
        IAssignmentOperation or IIncrementOrDecrementOperation => "assign in a statement of its own",
        IThrowOperation => "a formula has a value for every input; choose that value with ?: instead of throw",
        IAnonymousFunctionOperation or IDelegateCreationOperation or IMethodReferenceOperation => "write a local function or a static method instead of a delegate",
        ITupleOperation or ITupleBinaryOperation => Tuples,
        IArrayCreationOperation or IArrayInitializerOperation or ICollectionExpressionOperation or IArrayElementReferenceOperation or IImplicitIndexerReferenceOperation => Arrays,
        ICoalesceOperation or IConditionalAccessOperation => "remove ? and ??, for a double is never null",
        IInterpolatedStringOperation => Texts,
        IObjectCreationOperation or IDefaultValueOperation => "a formula makes no objects; compute with double alone",
        IAwaitOperation => "a formula waits for nothing; remove await",
        _ when expression.Type?.SpecialType is SpecialType.System_String or SpecialType.System_Char => Texts,
        _ => General,
    };

    /// <summary>Whether an operation is a power as other languages write it: <c>x ^ y</c> of doubles, <c>x ^= y</c>, or <c>x ** y</c>. None of these compiles in C#.</summary>
    public static bool IsPower(IOperation operation) => operation.Syntax switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.ExclusiveOrExpression } or AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.ExclusiveOrAssignmentExpression } =>
            operation.Type is null or { TypeKind: TypeKind.Error },
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.MultiplyExpression, Right.RawKind: (int)SyntaxKind.PointerIndirectionExpression } => true,
        _ => false,
    };
}
