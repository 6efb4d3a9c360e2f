using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SalesforceLinq.Querying.Vocabulary;

namespace SalesforceLinq.Querying.Normalization;

/// <summary>
/// Reads an expression tree once: writes down its shape, evaluates what does not depend on the row, and folds conditions that are known.
/// Neither builds nor compiles anything, so that a query whose plan is cached costs little more than the tree the C# compiler built.
/// </summary>
internal sealed class ShapeReader
{
    private static readonly object SlotToken = new();
    private static readonly object TrueToken = new();
    private static readonly object FalseToken = new();
    private static readonly object NullToken = new();
    private static readonly object FragmentToken = new();

    [ThreadStatic]
    private static ShapeReader? _spare;

    private readonly List<ParameterExpression> _parameters = [];
    private readonly List<ShapeNode> _nodes = [];
    private readonly List<object?> _values = [];
    private readonly ShapeTokens _tokens = new();

    private ShapeReader()
    {
    }

    /// <summary>Takes a reader; give it back with <see cref="Return"/>.</summary>
    public static ShapeReader Rent()
    {
        ShapeReader reader = _spare ?? new ShapeReader();
        _spare = null;
        return reader;
    }

    /// <summary>Forgets the query, so that nothing it captured is kept alive.</summary>
    public void Return()
    {
        _parameters.Clear();
        _nodes.Clear();
        _values.Clear();
        _tokens.Clear();
        _spare = this;
    }

    /// <summary>Reads a tree.</summary>
    /// <exception cref="Exception">Whatever a captured expression throws.</exception>
    public QueryShape Read(Expression query)
    {
        Walk(query);
        return new QueryShape(_tokens.All, _tokens.Hash, CollectionsMarshal.AsSpan(_values), _nodes);
    }

    private void Walk(Expression? expression)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (expression is null)
            _tokens.Add(NullToken);
        else if (!TryWalkKnown(expression))
            WalkAny(expression);
    }

    // By kind first: asking an expression for its class is what this costs most.
    private bool TryWalkKnown(Expression expression)
    {
        switch (expression.NodeType)
        {
            case ExpressionType.Constant when ((ConstantExpression)expression).Value is IQueryRoot root:
                Root(expression, root);
                return true;
            case ExpressionType.Parameter:
                _tokens.Add(_parameters.LastIndexOf((ParameterExpression)expression) + 1);
                return true;
            case ExpressionType.Lambda:
                Lambda((LambdaExpression)expression);
                return true;
            case ExpressionType.AndAlso or ExpressionType.OrElse when expression is BinaryExpression { Method: null } junction && junction.Type == typeof(bool):
                Junction(junction);
                return true;
            case ExpressionType.Conditional when expression is ConditionalExpression choice && ClosedExpression.IsClosed(choice.Test):
                Replace(choice, Truth(choice.Test) ? choice.IfTrue : choice.IfFalse, isCondition: choice.Type == typeof(bool));
                return true;
            case ExpressionType.Coalesce when expression is BinaryExpression { Conversion: null } coalesce
                && ClosedExpression.IsClosed(coalesce.Left) && !ClosedExpression.IsClosed(coalesce.Right):
                Coalesce(coalesce);
                return true;
            case ExpressionType.Call when expression is MethodCallExpression { Method.Name: "Compile", Object: { } source } && typeof(LambdaExpression).IsAssignableFrom(source.Type):
                Replace(expression, source is UnaryExpression { NodeType: ExpressionType.Quote } quote ? quote.Operand : (Expression)ClosedExpression.Evaluate(source)!);
                return true;
            default:
                return false;
        }
    }

    private void WalkAny(Expression expression)
    {
        if (ClosedExpression.IsClosed(expression))
            Value(expression);
        else if (Simplification.TrySimplify(expression) is { } simpler)
            Replace(expression, simpler, isCondition: expression.Type == typeof(bool));
        else
            Open(expression);
    }

    private void Root(Expression expression, IQueryRoot root)
    {
        _tokens.Add((int)ExpressionType.Constant);
        _tokens.Add(root.ElementType);
        if (root is ISoqlTextRoot source)
        {
            // A query that starts from SOQL text: the text is part of the shape, its values are not.
            _tokens.Add(source.Format);
            foreach (object? argument in source.Arguments)
            {
                _tokens.Add(argument is Http.SoqlFragment ? FragmentToken : SlotToken);
                _values.Add(argument);
            }

            _nodes.Add(new ShapeNode(expression, _values.Count - source.Arguments.Count, null));
        }
    }

    private void Lambda(LambdaExpression lambda)
    {
        _tokens.Add((int)ExpressionType.Lambda);
        IReadOnlyList<ParameterExpression> parameters = lambda.Parameters;
        for (int i = 0; i < parameters.Count; i++)
        {
            _parameters.Add(parameters[i]);
            _tokens.Add(parameters[i].Type);
        }

        if (lambda.ReturnType == typeof(bool) && ClosedExpression.IsClosed(lambda.Body))
            Fold(lambda.Body, Truth(lambda.Body));
        else
            Walk(lambda.Body);
        _parameters.RemoveRange(_parameters.Count - parameters.Count, parameters.Count);
    }

    // The left side first, as C# does: 'account == null || c.Name == account.Name' must not read the name of null.
    private void Junction(BinaryExpression junction)
    {
        bool decisive = junction.NodeType == ExpressionType.OrElse;
        _tokens.Add((int)junction.NodeType);
        if (ClosedExpression.IsClosed(junction.Left))
        {
            bool left = Truth(junction.Left);
            _tokens.Add(left ? TrueToken : FalseToken);
            if (left == decisive)
                _nodes.Add(new ShapeNode(junction, -1, Expression.Constant(decisive)));
            else
                Replace(junction, junction.Right, isCondition: true);
            return;
        }

        Walk(junction.Left);
        if (ClosedExpression.IsClosed(junction.Right))
            Fold(junction.Right, Truth(junction.Right));
        else
            Walk(junction.Right);
    }

    private void Coalesce(BinaryExpression coalesce)
    {
        object? left = ClosedExpression.Evaluate(coalesce.Left);
        _tokens.Add((int)ExpressionType.Coalesce);
        if (left is null)
        {
            Replace(coalesce, coalesce.Right);
            return;
        }

        Slot(coalesce, left);
    }

    private void Replace(Expression node, Expression replacement, bool isCondition = false)
    {
        _nodes.Add(new ShapeNode(node, -1, replacement));
        if (isCondition && ClosedExpression.IsClosed(replacement))
            Fold(replacement, Truth(replacement));
        else
            Walk(replacement);
    }

    private void Fold(Expression node, bool outcome)
    {
        _tokens.Add(outcome ? TrueToken : FalseToken);
        _nodes.Add(new ShapeNode(node, -1, Expression.Constant(outcome)));
    }

    private static bool Truth(Expression expression) => (bool)ClosedExpression.Evaluate(expression)!;

    private void Value(Expression expression)
    {
        object? value = ClosedExpression.Evaluate(expression);
        switch (value)
        {
            // Both decide what the text says, and not only what stands in it.
            case null when expression is ConstantExpression:
                _tokens.Add(NullToken);
                _nodes.Add(new ShapeNode(expression, -1, Expression.Constant(null, expression.Type)));
                break;
            case StringComparison or StringComparer or FieldNames:
                _tokens.Add(value);
                _nodes.Add(new ShapeNode(expression, -1, Expression.Constant(value)));
                break;
            case IQueryRoot root:
                _nodes.Add(new ShapeNode(expression, -1, root.RootExpression));
                Walk(root.RootExpression);
                break;
            case IQueryable queryable and not EnumerableQuery:
                Replace(expression, queryable.Expression);
                break;
            case LambdaExpression lambda:
                Replace(expression, lambda);
                break;
            default:
                Slot(expression, value);
                break;
        }
    }

    // 'a.Contacts.Count() > 0', 'string.Compare(a, b) > 0': another number would be another question.
    private void Literal(Expression number)
    {
        object value = ClosedExpression.Evaluate(number)!;
        _tokens.Add(value);
        _nodes.Add(new ShapeNode(number, -1, Expression.Constant(value)));
    }

    private void Slot(Expression expression, object? value)
    {
        _tokens.Add(SlotToken);
        _tokens.Add(expression.Type);
        _nodes.Add(new ShapeNode(expression, _values.Count, null));
        _values.Add(value);
    }

    private void Open(Expression expression)
    {
        _tokens.Add((int)expression.NodeType);
        switch (expression)
        {
            case MethodCallExpression call:
                Call(call);
                break;
            case MemberExpression member:
                _tokens.Add(member.Member);
                Walk(member.Expression);
                break;
            case UnaryExpression unary:
                _tokens.Add(unary.Type);
                Walk(unary.Operand);
                break;
            case BinaryExpression binary when Simplification.NumberOf(binary) is { } number:
                Literal(number);
                Walk(number == binary.Left ? binary.Right : binary.Left);
                break;
            case BinaryExpression binary:
                Walk(binary.Left);
                Walk(binary.Right);
                break;
            case ConditionalExpression choice:
                Walk(choice.Test);
                Walk(choice.IfTrue);
                Walk(choice.IfFalse);
                break;
            case NewExpression creation:
                New(creation);
                break;
            case NewArrayExpression array:
                _tokens.Add(array.Type);
                All(array.Expressions);
                break;
            case MemberInitExpression init:
                Init(init);
                break;
            case ListInitExpression list:
                List(list);
                break;
            case TypeBinaryExpression test:
                _tokens.Add(test.TypeOperand);
                Walk(test.Expression);
                break;
            case InvocationExpression invocation:
                Walk(invocation.Expression);
                Arguments(invocation);
                break;
            case IndexExpression index:
                _tokens.Add((object?)index.Indexer ?? NullToken);
                Walk(index.Object);
                Arguments(index);
                break;
            default:
                throw new NotSupportedException($"The expression '{expression}' has no meaning in a query.");
        }
    }

    private void Call(MethodCallExpression call)
    {
        _tokens.Add(call.Method);
        if (SpanSource.TryUnwrap(call) is { } source)
        {
            Walk(source);
            IArgumentProvider arguments = call;
            for (int i = 1; i < arguments.ArgumentCount; i++)
                Walk(arguments.GetArgument(i));
            return;
        }

        Walk(call.Object);
        if (UnmappedFields.NameOf(call) is { } name && ClosedExpression.IsClosed(name))
            Field(call, name);
        else
            Arguments(call);
    }

    private void Field(MethodCallExpression call, Expression name)
    {
        object? text = ClosedExpression.Evaluate(name);
        if (call.Object is null)
            Walk(call.Arguments[0]);
        _tokens.Add(text ?? NullToken);
        _nodes.Add(new ShapeNode(name, -1, Expression.Constant(text, typeof(string))));
    }

    private void New(NewExpression creation)
    {
        _tokens.Add((object?)creation.Constructor ?? creation.Type);
        Arguments(creation);
    }

    private void List(ListInitExpression list)
    {
        New(list.NewExpression);
        foreach (ElementInit element in list.Initializers)
        {
            _tokens.Add(element.AddMethod);
            Arguments(element);
        }
    }

    private void Init(MemberInitExpression init)
    {
        New(init.NewExpression);
        Bindings(init.Bindings);
    }

    private void Bindings(IReadOnlyList<MemberBinding> bindings)
    {
        foreach (MemberBinding binding in bindings)
        {
            _tokens.Add(binding.Member);
            switch (binding)
            {
                case MemberAssignment assignment:
                    Walk(assignment.Expression);
                    break;
                case MemberMemberBinding nested:
                    Bindings(nested.Bindings);
                    break;
                case MemberListBinding list:
                    foreach (ElementInit element in list.Initializers)
                        Arguments(element);
                    break;
            }
        }
    }

    // The arguments of a tree that was just built have no list yet, and need none.
    private void Arguments(IArgumentProvider arguments)
    {
        for (int i = 0; i < arguments.ArgumentCount; i++)
            Walk(arguments.GetArgument(i));
    }

    private void All(IReadOnlyList<Expression> expressions)
    {
        for (int i = 0; i < expressions.Count; i++)
            Walk(expressions[i]);
    }
}
