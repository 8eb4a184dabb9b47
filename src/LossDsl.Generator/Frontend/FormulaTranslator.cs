using System.Runtime.CompilerServices;
using LossDsl.Generator.Diagnostics;
using LossDsl.Generator.Formulas;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Generator.Frontend;

/// <summary>
/// Translates a method from the compiler's operations, in which constants, casts, defaults and named arguments are resolved, to an expression.
/// Locals are substituted and calls written out. What the language does not have is reported and stands as NaN, so that reading goes on.
/// </summary>
internal sealed class FormulaTranslator(Compilation compilation, DiagnosticBag diagnostics, Places places, CancellationToken cancellation) : OperationVisitor<Scope, Expr>
{
    /// <summary>Bounds the time of everything that follows.</summary>
    public const int MostOperations = 2000;

    private static readonly Expr Nothing = double.NaN;
    private readonly Stack<IMethodSymbol> calls = [];
    private bool isBroken;
    private bool isTooLarge;

    /// <summary>The value of a method from the values of its parameters, or null if it cannot be had.</summary>
    public Expr? Translate(IMethodSymbol formula, Scope scope)
    {
        isBroken = isTooLarge = false;
        try
        {
            var result = WriteOut(formula, scope, formula.Locations[0]);
            return isBroken ? null : result;
        }
        catch (InsufficientExecutionStackException)
        {
            TooLarge(formula, $"{Expr.MostNested} nested");
            return null;
        }
    }

    public override Expr Visit(IOperation? operation, Scope scope)
    {
        cancellation.ThrowIfCancellationRequested();
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (operation is null || isTooLarge)
        {
            return Broken();
        }

        if (operation.ConstantValue is { HasValue: true, Value: var constant } && Number(constant) is { } number)
        {
            return number;
        }

        var result = base.Visit(operation, scope) ?? Broken();
        places.Add(result, operation.Syntax);
        return result.Size > MostOperations ? TooLarge(calls.Last(), $"{MostOperations}") : result.Depth > Expr.MostNested ? TooLarge(calls.Last(), $"{Expr.MostNested} nested") : result;
    }

    public override Expr DefaultVisit(IOperation operation, Scope scope) => operation is IInvalidOperation
        ? Broken()
        : Report(Descriptors.UnsupportedExpression, operation.Syntax.GetLocation(), Excerpt(operation));

    // The compiler has reported it.
    public override Expr VisitInvalid(IInvalidOperation operation, Scope scope) => Broken();

    public override Expr VisitParameterReference(IParameterReferenceOperation operation, Scope scope) => scope[operation.Parameter] ?? DefaultVisit(operation, scope);

    public override Expr VisitLocalReference(ILocalReferenceOperation operation, Scope scope) => scope[operation.Local] ?? Broken();

    public override Expr VisitParenthesized(IParenthesizedOperation operation, Scope scope) => Visit(operation.Operand, scope);

    public override Expr VisitFieldReference(IFieldReferenceOperation operation, Scope scope) =>
        Report(Descriptors.ReadsState, operation.Syntax.GetLocation(), Excerpt(operation));

    public override Expr VisitPropertyReference(IPropertyReferenceOperation operation, Scope scope) =>
        Report(Descriptors.ReadsState, operation.Syntax.GetLocation(), Excerpt(operation));

    public override Expr VisitUnaryOperator(IUnaryOperation operation, Scope scope)
    {
        if (operation.OperatorMethod is not null || !IsNumberOrCondition(operation.Type))
        {
            return IsWrongType(operation);
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
        if (operation.OperatorMethod is not null || operation.IsLifted || !IsNumberOrCondition(left.Type) || !IsNumberOrCondition(right.Type))
        {
            return IsWrongType(operation);
        }

        return Operators.Find(operation.OperatorKind) is { } op
            ? new Apply(op, Visit(left, scope), Visit(right, scope))
            : DefaultVisit(operation, scope);
    }

    // Of any type, for C# calls "tp > 0 ? 1 : 0" an int: what is no number is found in the branches.
    public override Expr VisitConditional(IConditionalOperation operation, Scope scope) =>
        Conditions.Choose(Visit(operation.Condition, scope), Visit(operation.WhenTrue, scope), Visit(operation.WhenFalse, scope));

    public override Expr VisitConversion(IConversionOperation operation, Scope scope)
    {
        // A whole number as such, or a float, is a double without loss; computing with them is another matter.
        var isExact = operation.Conversion is { IsNumeric: true } or { IsIdentity: true } && IsNumberOrCondition(operation.Type);
        var hasNoType = operation.Operand.Type is null or { TypeKind: TypeKind.Error };
        return hasNoType || (isExact && operation.OperatorMethod is null) ? Visit(operation.Operand, scope) : IsWrongType(operation);
    }

    public override Expr VisitInvocation(IInvocationOperation operation, Scope scope)
    {
        var method = operation.TargetMethod;
        var name = $"{method.ContainingType?.QualifiedName()}.{method.Name}";
        var op = OpTable.Find(name, method.Parameters.Length);

        // Math.Sign returns an int.
        if (method.Parameters.Any(static p => p.RefKind != RefKind.None || !IsNumberOrCondition(p.Type)) || (op is null && !IsNumberOrCondition(method.ReturnType)))
        {
            return Report(Descriptors.UnknownMethod, operation.Syntax.GetLocation(), method.Name, "it must take and return double");
        }

        var arguments = operation.Arguments.ToDictionary<IArgumentOperation, ISymbol, Expr>(
            static a => a.Parameter!, a => Visit(a.Value, scope), SymbolEqualityComparer.Default);
        IReadOnlyList<Expr> ordered = [.. method.Parameters.Select(p => arguments.TryGetValue(p, out var value) ? value : Nothing)];

        // Written out, two parameters may be one thing: the larger of a number and itself is no choice that people should read.
        if ((op == Functions.Max || op == Functions.Min) && ordered[0].Equals(ordered[1]))
        {
            return ordered[0];
        }

        return op is not null ? new Apply(op, [.. ordered]) : Composites.Expand(name, ordered) ?? Call(operation, ordered, scope);
    }

    private Expr Call(IInvocationOperation operation, IReadOnlyList<Expr> arguments, Scope scope)
    {
        var method = operation.TargetMethod;
        var location = operation.Syntax.GetLocation();
        if (!method.IsStatic && method.MethodKind != MethodKind.LocalFunction)
        {
            return Report(Descriptors.UnknownMethod, location, method.Name, "it is not static");
        }

        var inner = method.MethodKind == MethodKind.LocalFunction ? new Scope(scope) : new Scope();
        foreach (var (parameter, value) in method.Parameters.Zip(arguments, static (parameter, value) => (parameter, value)))
        {
            inner[parameter] = value;
        }

        return WriteOut(method, inner, location);
    }

    private Expr WriteOut(IMethodSymbol method, Scope scope, Location caller)
    {
        if (calls.Contains(method, SymbolEqualityComparer.Default))
        {
            return Report(Descriptors.Recursion, caller, method.Name);
        }

        if (MethodBody.Find(method, compilation, cancellation) is not { } body)
        {
            return CompiledFormulas.Find(method, scope)
                ?? Report(Descriptors.UnknownMethod, caller, method.Name, "its body is not in the source of this project, and it is no formula of a compiled loss");
        }

        foreach (var stopped in method.Parameters.Where(static p => p.FindAttribute(SymbolNames.StopGradientAttribute) is not null))
        {
            scope[stopped] = new Apply(Functions.Stop, scope[stopped] ?? Nothing);
        }

        // The two parts of a partial method have parameters of their own.
        foreach (var (declared, implemented) in method.Parameters.Zip(method.PartialImplementationPart?.Parameters ?? [], static (d, i) => (d, i)))
        {
            scope[implemented] = scope[declared] ?? Nothing;
        }

        calls.Push(method);
        var result = Statements(body, scope) ?? Broken();
        calls.Pop();
        return result;
    }

    // The returned value, or null if the block ends without a return.
    private Expr? Statements(IBlockOperation block, Scope scope)
    {
        foreach (var statement in block.Operations)
        {
            switch (statement)
            {
                case IReturnOperation { ReturnedValue: { } value }:
                    return Visit(value, scope);
                case IBlockOperation inner when Statements(inner, scope) is { } returned:
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
                    Unsupported(statement);
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
            if (initializer is not null)
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
            Report(Descriptors.UnsupportedStatement, assignment.Syntax.GetFirstToken().GetLocation(), "a local function cannot assign what is outside it");
            return;
        }

        scope[symbol] = assignment switch
        {
            ISimpleAssignmentOperation { IsRef: false } => value,
            ICompoundAssignmentOperation { OperatorMethod: null, Type.SpecialType: SpecialType.System_Double } compound
                when Operators.Find(compound.OperatorKind) is { } op => new Apply(op, scope[symbol] ?? Nothing, value),
            _ => Report(Descriptors.UnsupportedExpression, assignment.Syntax.GetLocation(), Excerpt(assignment)),
        };
    }

    private void Unsupported(IOperation statement)
    {
        if (statement is IInvalidOperation or IExpressionStatementOperation { Operation: IInvalidOperation })
        {
            Broken();
            return;
        }

        var advice = statement switch
        {
            IConditionalOperation => "choose between values with ?: instead of if",
            ISwitchOperation => "choose between values with ?: instead of switch",
            ILoopOperation => "a formula has no loops; it is evaluated for every region already",
            _ => "this statement does something else",
        };
        Report(Descriptors.UnsupportedStatement, statement.Syntax.GetFirstToken().GetLocation(), advice);
    }

    private Expr IsWrongType(IOperation operation) =>
        Report(Descriptors.WrongType, operation.Syntax.GetLocation(), Excerpt(operation), operation.Type?.ToDisplayString() ?? "?");

    private Expr TooLarge(IMethodSymbol formula, string bound)
    {
        isTooLarge = true;
        return Report(Descriptors.TooLarge, formula.Locations[0], formula.Name, bound);
    }

    private Expr Report(DiagnosticDescriptor descriptor, Location location, params IEnumerable<string> arguments)
    {
        diagnostics.Report(descriptor, location, arguments);
        return Broken();
    }

    private Expr Broken()
    {
        isBroken = true;
        return Nothing;
    }

    private static bool IsNumberOrCondition(ITypeSymbol? type) => type?.SpecialType is SpecialType.System_Double or SpecialType.System_Boolean;

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

    // One line of what the user wrote.
    private static string Excerpt(IOperation operation)
    {
        var text = string.Join(" ", operation.Syntax.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= 60 ? text : text.Substring(0, 57) + "...";
    }
}
