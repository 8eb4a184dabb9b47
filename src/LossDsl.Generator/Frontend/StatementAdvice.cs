using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Generator.Frontend;

/// <summary>Suggests the C# to write instead of a statement outside the formula language. The advice ends the message of LOSS1001.</summary>
internal static class StatementAdvice
{
    /// <summary>Advice for <c>ref</c> locals.</summary>
    public const string RefLocals = "a ref local is another name for a variable: declare a plain double";

    /// <summary>Returns the advice for a statement.</summary>
    public static string Find(IOperation statement) => statement switch
    {
        IExpressionStatementOperation { Operation: var expression } => OfExpression(expression),
        IConditionalOperation => "choose between values with ?: instead of if",
        ISwitchOperation => "choose between values with ?: instead of switch",
        ILoopOperation => "a formula has no loops; it is evaluated for every region already",
        IThrowOperation => "a formula has a value for every input: choose that value with ?: instead of throw",
        ITryOperation => "a formula cannot fail: keep the statements inside try, and remove try",
        IUsingOperation or IUsingDeclarationOperation => "it has nothing to dispose of: remove using",
        ILockOperation => "it has no state to guard: remove lock",
        IBranchOperation or ILabeledOperation => "it has no jumps: remove goto and labels, and choose between values with ?:",
        IReturnOperation => "return one value, once for the whole formula",
        _ => "remove this statement",
    };

    private static string OfExpression(IOperation expression) => expression switch
    {
        IInvocationOperation { TargetMethod.ReturnsVoid: true } => "this call gives no value: remove it",
        IInvocationOperation => "the value of this call is used by nothing: assign it to a local, or remove the call",
        IIncrementOrDecrementOperation { Target: var target } change =>
            $"write {target.Syntax} {(change.Kind == OperationKind.Increment ? '+' : '-')}= 1 instead",
        IDeconstructionAssignmentOperation => "assign each local in a statement of its own instead of deconstruction",
        IAssignmentOperation { Target: IDiscardOperation } => "the value of '_' is used by nothing: remove the statement",
        IAssignmentOperation { Target: var target } => $"'{target.Syntax}' is state: assign to a local instead",
        IAwaitOperation => "it waits for nothing: remove await",
        _ => "the value of this expression is used by nothing: remove it",
    };
}
