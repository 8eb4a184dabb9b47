using System.Runtime.CompilerServices;
using LossDsl.Generator.Diagnostics;
using LossDsl.Generator.Formulas;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Generator.Frontend;

/// <summary>
/// Visitor that translates the body of a formula or stage to one expression. The input is the compiler's operation tree, which has constants, casts, default values and named
/// arguments resolved. The visitor substitutes locals and inlines calls. Constructs outside the formula language are reported and become NaN, so that translation continues.
/// </summary>
internal sealed class FormulaTranslator(Compilation compilation, DiagnosticBag diagnostics, PlaceCollector places, ConstantCheck constants, SourceFiles files, CancellationToken cancellation) : OperationVisitor<Scope, Expr>
{
    /// <summary>Largest number of operations in a formula after inlining. The limit bounds the running time of all later steps.</summary>
    public const int MostOperations = 2000;

    private static readonly Expr Placeholder = double.NaN;
    private readonly Stack<IMethodSymbol> calls = [];
    private bool isBroken;
    private bool isTooLarge;

    /// <summary>Translates a method. Returns null if the method, or one that it calls, has an error.</summary>
    /// <param name="formula">The formula or stage.</param>
    /// <param name="scope">Maps the parameters of the method to expressions.</param>
    public Expr? Translate(IMethodSymbol formula, Scope scope)
    {
        isBroken = isTooLarge = false;
        try
        {
            var result = Inline(formula, scope, formula.Locations[0]);
            return isBroken ? null : result;
        }
        catch (InsufficientExecutionStackException)
        {
            ReportTooLarge(formula, $"{Expr.MostNested} nested");
            return null;
        }
    }

    public override Expr Visit(IOperation? operation, Scope scope)
    {
        cancellation.ThrowIfCancellationRequested();
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (operation is null || isTooLarge)
        {
            return Fail();
        }

        if (operation.ConstantValue is { HasValue: true, Value: var constant } && Number(constant) is { } number)
        {
            constants.Check(operation);
            return number;
        }

        var result = base.Visit(operation, scope) ?? Fail();
        places.Add(result, operation.Syntax);
        return result.Size > MostOperations ? ReportTooLarge(calls.Last(), $"{MostOperations}") : result.Depth > Expr.MostNested ? ReportTooLarge(calls.Last(), $"{Expr.MostNested} nested") : result;
    }

    public override Expr DefaultVisit(IOperation operation, Scope scope) => ReportUnsupported(operation, ExpressionAdvice.Find(operation));

    // The compiler reports the error; this adds what to write instead.
    public override Expr VisitInvalid(IInvalidOperation operation, Scope scope) => ReportInvalid(operation);

    public override Expr VisitParameterReference(IParameterReferenceOperation operation, Scope scope) => scope[operation.Parameter] ?? DefaultVisit(operation, scope);

    public override Expr VisitLocalReference(ILocalReferenceOperation operation, Scope scope) => scope[operation.Local] ?? Fail();

    public override Expr VisitParenthesized(IParenthesizedOperation operation, Scope scope) => Visit(operation.Operand, scope);

    public override Expr VisitFieldReference(IFieldReferenceOperation operation, Scope scope) => ReportMember(operation);

    public override Expr VisitPropertyReference(IPropertyReferenceOperation operation, Scope scope) => ReportMember(operation);

    public override Expr VisitUnaryOperator(IUnaryOperation operation, Scope scope)
    {
        if (operation.OperatorMethod is not null || operation.IsLifted || !TypeAdvice.IsNumberOrCondition(operation.Type))
        {
            return ReportWrongType(operation);
        }

        return operation.OperatorKind switch
        {
            UnaryOperatorKind.Plus => Visit(operation.Operand, scope),
            UnaryOperatorKind.Minus => new Apply(Arithmetic.Negate, Visit(operation.Operand, scope)),
            UnaryOperatorKind.Not => new Apply(Conditions.Not, Visit(operation.Operand, scope)),
            _ => DefaultVisit(operation, scope),
        };
    }

    public override Expr VisitBinaryOperator(IBinaryOperation operation, Scope scope)
    {
        var (left, right) = (operation.LeftOperand, operation.RightOperand);
        if (operation.OperatorMethod is not null || operation.IsLifted || !TypeAdvice.IsNumberOrCondition(left.Type) || !TypeAdvice.IsNumberOrCondition(right.Type))
        {
            return ReportWrongType(operation);
        }

        return Operators.Find(operation.OperatorKind) is { } op
            ? new Apply(op, Visit(left, scope), Visit(right, scope))
            : DefaultVisit(operation, scope);
    }

    // The type of a choice is not checked, since C# types "tp > 0 ? 1 : 0" as int. Visiting the branches reports operands of a wrong type.
    public override Expr VisitConditional(IConditionalOperation operation, Scope scope) =>
        Conditions.Choose(Visit(operation.Condition, scope), Visit(operation.WhenTrue, scope), Visit(operation.WhenFalse, scope));

    public override Expr VisitConversion(IConversionOperation operation, Scope scope)
    {
        // Conversion of a number to double is allowed. An operand that computes in another type is reported when it is visited.
        var isAllowed = operation.Conversion is { IsNumeric: true } or { IsIdentity: true } && TypeAdvice.IsNumberOrCondition(operation.Type);
        var hasNoType = operation.Operand.Type is null or { TypeKind: TypeKind.Error };

        // For a call or a choice of another type, visiting the operand reports a more specific error.
        var isReportedInside = TypeAdvice.IsNumberOrCondition(operation.Type) && operation.Operand is (IInvocationOperation or IConditionalOperation) and { Type: { } own } && !TypeAdvice.IsNumberOrCondition(own);
        return hasNoType || isReportedInside || (isAllowed && operation.OperatorMethod is null) ? Visit(operation.Operand, scope) : ReportWrongType(operation);
    }

    public override Expr VisitInvocation(IInvocationOperation operation, Scope scope)
    {
        var method = operation.TargetMethod;
        var name = $"{method.ContainingType?.QualifiedName()}.{method.Name}";
        var op = OpTable.Find(name, method.Parameters.Length);

        if (MethodAdvice.Obstacle(method, op) is { } obstacle)
        {
            return Report(Descriptors.UnknownMethod, operation.Syntax.GetLocation(), MethodAdvice.Name(method), obstacle);
        }

        foreach (var omitted in operation.Arguments.Where(static a => a.ArgumentKind == ArgumentKind.DefaultValue))
        {
            constants.CheckDefault(omitted.Parameter!);
        }

        var arguments = operation.Arguments.ToDictionary<IArgumentOperation, ISymbol, Expr>(
            static a => a.Parameter!, a => Visit(a.Value, scope), SymbolEqualityComparer.Default);
        IReadOnlyList<Expr> ordered = [.. method.Parameters.Select(p => arguments.TryGetValue(p, out var value) ? value : Placeholder)];

        // Inlining can make both arguments equal. max(a, a) would show a meaningless choice in the documentation of the loss.
        if ((op == Functions.Max || op == Functions.Min) && ordered[0].Equals(ordered[1]))
        {
            return ordered[0];
        }

        return op is not null ? new Apply(op, [.. ordered]) : Composites.Expand(name, ordered) ?? Call(operation, ordered, scope);
    }

    private Expr Call(IInvocationOperation operation, IReadOnlyList<Expr> arguments, Scope scope)
    {
        var method = operation.TargetMethod;
        var inner = method.MethodKind == MethodKind.LocalFunction ? new Scope(scope) : new Scope();
        foreach (var (parameter, value) in method.Parameters.Zip(arguments, static (parameter, value) => (parameter, value)))
        {
            inner[parameter] = value;
        }

        return Inline(method, inner, operation.Syntax.GetLocation());
    }

    private Expr Inline(IMethodSymbol method, Scope scope, Location caller)
    {
        if (calls.Contains(method, SymbolEqualityComparer.Default))
        {
            return Report(Descriptors.Recursion, caller, method.Name);
        }

        files.AddMethod(method);
        if (MethodBody.Find(method, compilation, cancellation) is not { } body)
        {
            return CompiledFormulas.Find(method, scope)
                ?? Report(Descriptors.UnknownMethod, caller, MethodAdvice.Name(method), MethodAdvice.NoBody);
        }

        foreach (var stopped in method.Parameters.Where(static p => p.FindAttribute(SymbolNames.StopGradientAttribute) is not null))
        {
            scope[stopped] = new Apply(Functions.Stop, scope[stopped] ?? Placeholder);
        }

        // The defining and the implementing part of a partial method have separate parameter symbols.
        foreach (var (declared, implemented) in method.Parameters.Zip(method.PartialImplementationPart?.Parameters ?? [], static (d, i) => (d, i)))
        {
            scope[implemented] = scope[declared] ?? Placeholder;
        }

        calls.Push(method);
        var result = TranslateBlock(body, scope) ?? Fail();
        calls.Pop();
        return result;
    }

    // Returns the value of the first return statement, or null if the block ends without one.
    private Expr? TranslateBlock(IBlockOperation block, Scope scope)
    {
        foreach (var statement in block.Operations)
        {
            switch (statement)
            {
                case IReturnOperation { ReturnedValue: { } value }:
                    return Visit(value, scope);
                case IBlockOperation inner when TranslateBlock(inner, scope) is { } returned:
                    return returned;
                case IBlockOperation or IEmptyOperation or ILocalFunctionOperation:
                    break;
                case IVariableDeclarationGroupOperation group:
                    Declare(group, scope);
                    break;
                case IExpressionStatementOperation { Operation: IAssignmentOperation { Target: ILocalReferenceOperation or IParameterReferenceOperation } assignment }:
                    Assign(assignment, scope);
                    break;
                default:
                    ReportUnsupported(statement);
                    break;
            }
        }

        return null;
    }

    private void Declare(IVariableDeclarationGroupOperation group, Scope scope)
    {
        foreach (var declarator in group.Declarations.SelectMany(static declaration => declaration.Declarators))
        {
            var initializer = declarator.Initializer ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer;
            if (declarator.Symbol.RefKind != RefKind.None)
            {
                Report(Descriptors.UnsupportedStatement, declarator.Syntax.GetLocation(), StatementAdvice.RefLocals);
            }
            else if (initializer is not null)
            {
                scope[declarator.Symbol] = Visit(initializer.Value, scope);
            }
        }
    }

    private void Assign(IAssignmentOperation assignment, Scope scope)
    {
        var symbol = assignment.Target is ILocalReferenceOperation local ? (ISymbol)local.Local : ((IParameterReferenceOperation)assignment.Target).Parameter;
        var value = Visit(assignment.Value, scope);
        if (!SymbolEqualityComparer.Default.Equals(symbol.ContainingSymbol, calls.Peek()) && !SymbolEqualityComparer.Default.Equals(symbol.ContainingSymbol, calls.Peek().PartialImplementationPart))
        {
            Report(Descriptors.UnsupportedStatement, assignment.Syntax.GetFirstToken().GetLocation(), "a local function cannot assign a variable declared outside it");
            return;
        }

        scope[symbol] = assignment switch
        {
            ISimpleAssignmentOperation { IsRef: false } => value,
            ICompoundAssignmentOperation { OperatorMethod: null } compound when TypeAdvice.IsNumberOrCondition(compound.Type)
                && Operators.Find(compound.OperatorKind) is { } op => new Apply(op, scope[symbol] ?? Placeholder, value),
            { Type.TypeKind: TypeKind.Error } => ReportInvalid(assignment),
            _ when TypeAdvice.IsNumberOrCondition(assignment.Type) => ReportUnsupported(assignment, ExpressionAdvice.Find(assignment)),
            _ => ReportWrongType(assignment),
        };
    }

    private void ReportUnsupported(IOperation statement)
    {
        if (statement is IInvalidOperation or IExpressionStatementOperation { Operation: IInvalidOperation or { Type.TypeKind: TypeKind.Error } })
        {
            ReportInvalid(statement);
            return;
        }

        Report(Descriptors.UnsupportedStatement, statement.Syntax.GetFirstToken().GetLocation(), StatementAdvice.Find(statement));
    }

    private Expr ReportUnsupported(IOperation operation, string advice) =>
        Report(Descriptors.UnsupportedExpression, operation.Syntax.GetLocation(), Excerpt.Quote(operation.Syntax.ToString()), advice);

    private Expr ReportMember(IMemberReferenceOperation operation) => TypeAdvice.ForMemberAccess(operation.Instance?.Type) is { } advice
        ? ReportUnsupported(operation, advice)
        : Report(Descriptors.ReadsState, operation.Syntax.GetLocation(), Excerpt.Quote(operation.Syntax.ToString()));

    private Expr ReportWrongType(IOperation operation)
    {
        // In a conversion to double, the operand has the wrong type, not the result.
        var wrong = operation is IConversionOperation conversion && TypeAdvice.IsNumberOrCondition(conversion.Type) ? conversion.Operand.Type : operation.Type;
        return wrong is null or { TypeKind: TypeKind.Error } || operation.DescendantsAndSelf().Any(static part => part is IInvalidOperation)
            ? ReportInvalid(operation)
            : Report(Descriptors.WrongType, operation.Syntax.GetLocation(), Excerpt.Quote(operation.Syntax.ToString()), wrong.ToDisplayString(), TypeAdvice.ForOperation(operation));
    }

    private Expr ReportInvalid(IOperation operation)
    {
        foreach (var part in operation.DescendantsAndSelf())
        {
            if (ExpressionAdvice.IsPower(part))
            {
                ReportUnsupported(part, ExpressionAdvice.Powers);
            }
            else if (part is IInvalidOperation && MethodAdvice.CalledName(part.Syntax) is { } name && MethodAdvice.FindByName(name) is { } meant)
            {
                Report(Descriptors.UnknownMethod, part.Syntax.GetLocation(), name, $"write {meant}");
            }
        }

        return Fail();
    }

    private Expr ReportTooLarge(IMethodSymbol formula, string bound)
    {
        isTooLarge = true;
        return Report(Descriptors.TooLarge, formula.Locations[0], formula.Name, bound);
    }

    private Expr Report(DiagnosticDescriptor descriptor, Location location, params IEnumerable<string> arguments)
    {
        diagnostics.Report(descriptor, location, arguments);
        return Fail();
    }

    private Expr Fail()
    {
        isBroken = true;
        return Placeholder;
    }

    private static Expr? Number(object? constant) => constant switch
    {
        double value => value,
        float value => value,
        int value => value,
        long value => value,
        uint value => value,
        ulong value => value,
        short value => value,
        ushort value => value,
        byte value => value,
        sbyte value => value,
        bool value => value ? 1 : 0,
        _ => null,
    };
}
