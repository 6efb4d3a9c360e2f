using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Reflection;
using SalesforceLinq.Querying.Refusals;
using SalesforceLinq.Querying.Vocabulary;

namespace SalesforceLinq.Querying.Normalization;

/// <summary>
/// The one visitor before relinq: puts slots where values stood, takes the markers off, and rewrites what the compiler,
/// .NET 10 and predicate builders produce into the operators relinq knows.
/// </summary>
internal sealed class Normalizer : ExpressionVisitor
{
    private readonly Dictionary<Expression, ShapeNode> _nodes = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<ParameterExpression, Expression> _arguments = [];
    private readonly List<MarkerCall> _markers = [];
    private readonly OperatorRewriter _operators;
    private int _defaultSlot = -1;

    public Normalizer(IReadOnlyList<ShapeNode> nodes)
    {
        foreach (ShapeNode node in nodes)
            _nodes[node.Node] = node;
        _operators = new OperatorRewriter();
    }

    /// <summary>Normalizes the tree the shape was read from.</summary>
    /// <exception cref="QueryNotSupportedException">The tree has something no query can mean.</exception>
    public NormalizedQuery Normalize(Expression query)
    {
        Expression normalized = Visit(query);
        return new NormalizedQuery(normalized, _markers, _defaultSlot);
    }

    [return: NotNullIfNotNull(nameof(node))]
    public override Expression? Visit(Expression? node)
    {
        if (node is null)
            return null;
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        if (node is ConstantExpression { Value: IQueryRoot root })
        {
            return root is ISoqlTextRoot source
                ? new SourceExpression(root.ElementType, source.Format, _nodes[node].Slot, source.Arguments.Any(argument => argument is Http.SoqlFragment))
                : new RootExpression(root.ElementType);
        }

        if (_nodes.TryGetValue(node, out ShapeNode replaced))
        {
            if (replaced.Replacement is null)
                return new SlotExpression(replaced.Slot, node);
            // What decides the text stands for itself. What was looked at in its turn, a value among others, has a place of its own.
            return replaced.Replacement is ConstantExpression { Value: null or bool or string or StringComparison or StringComparer or FieldNames } outcome && !_nodes.ContainsKey(outcome)
                ? outcome
                : Visit(replaced.Replacement);
        }

        return base.Visit(node)!;
    }

    protected override Expression VisitParameter(ParameterExpression node) =>
        _arguments.TryGetValue(node, out Expression? argument) ? argument : node;

    protected override Expression VisitMember(MemberExpression node)
    {
        if (node.Expression is null)
            return node;
        Expression instance = Visit(node.Expression);
        if (Nullable.GetUnderlyingType(instance.Type) is not null && Nullable.GetUnderlyingType(node.Expression.Type) is not null)
        {
            return node.Member.Name == nameof(Nullable<>.HasValue)
                ? Expression.NotEqual(instance, Expression.Constant(null, instance.Type))
                : Expression.Convert(instance, node.Type);
        }

        return instance == node.Expression ? node : Expression.MakeMemberAccess(instance, node.Member);
    }

    protected override Expression VisitUnary(UnaryExpression node)
    {
        Expression operand = Visit(node.Operand);
        if (node.NodeType == ExpressionType.Convert && operand is UnmappedFieldExpression { IsUntyped: true } field)
            return field.As(node.Type);
        if (node.NodeType == ExpressionType.Quote)
            return operand is LambdaExpression ? Expression.Quote(operand) : operand;
        return operand == node.Operand ? node : Expression.MakeUnary(node.NodeType, operand, node.Type, node.Method);
    }

    protected override Expression VisitInvocation(InvocationExpression node)
    {
        if (Inlined(node.Expression) is not { } lambda)
            throw Refusal.CompiledDelegate(node);
        Expression[] arguments = [.. node.Arguments.Select(Visit)!];
        for (int i = 0; i < arguments.Length; i++)
            _arguments[lambda.Parameters[i]] = arguments[i];
        Expression body = Visit(lambda.Body);
        foreach (ParameterExpression parameter in lambda.Parameters)
            _arguments.Remove(parameter);
        return body;
    }

    protected override Expression VisitMethodCall(MethodCallExpression node)
    {
        if (QueryWords.MarkerOf(node.Method) is { } marker)
            return Strip(node, marker);
        if (SpanSource.TryUnwrap(node) is { } array)
        {
            if (node.Arguments.Count == 3 && !CaselessComparer.IsIn([Visit(node.Arguments[2])]))
                throw Refusal.Comparer(node);
            return Contains(Visit(array), Visit(node.Arguments[1]), node);
        }

        if (node.Method.DeclaringType == typeof(MemoryExtensions))
            throw Refusal.Method(node);
        Expression? instance = Visit(node.Object);
        Expression[] arguments = [.. node.Arguments.Select(Visit)!];
        if (UnmappedFields.NameOf(node) is not null && arguments[^1] is ConstantExpression { Value: string name })
            return new UnmappedFieldExpression(instance ?? arguments[0], instance is not null, name, node.Type);
        if (ListContains.TryRead(node, instance, arguments) is { } list)
            return Contains(list.List, list.Item, node);
        if (node.Method.DeclaringType == typeof(Queryable))
            return Operator(node, arguments);
        return node.Update(instance!, arguments);
    }

    private Expression Operator(MethodCallExpression node, Expression[] arguments)
    {
        if (_operators.DefaultArgumentOf(node) is { } position)
        {
            _defaultSlot = ((SlotExpression)arguments[position]).Index;
            arguments = [.. arguments.Where((_, i) => i != position)];
            return Expression.Call(_operators.WithoutDefault(node.Method), arguments);
        }

        if (_operators.TryRewrite(node, arguments) is { } rewritten)
            return rewritten;
        return typeof(IQueryable).IsAssignableFrom(arguments[0].Type)
            ? Expression.Call(node.Method, arguments.Zip(node.Method.GetParameters(), Fit))
            : OverChildren(node, arguments);
    }

    // a.Contacts.AsQueryable().Any(predicate): the children are a collection, whatever it was made to look like.
    private static MethodCallExpression OverChildren(MethodCallExpression node, Expression[] arguments) => Expression.Call(
        typeof(Enumerable), node.Method.Name, node.Method.GetGenericArguments(), [.. arguments.Select(argument => argument is UnaryExpression { NodeType: ExpressionType.Quote } quote ? quote.Operand : argument)]);

    // A captured predicate arrives as a lambda where the operator wants a quoted one.
    private static Expression Fit(Expression argument, ParameterInfo parameter) =>
        argument is LambdaExpression && typeof(Expression).IsAssignableFrom(parameter.ParameterType) ? Expression.Quote(argument) : argument;

    private static Expression Contains(Expression list, Expression item, MethodCallExpression call)
    {
        if (list is SlotExpression slot)
            return new ListContainsExpression(slot, item);
        if (item is SlotExpression or ConstantExpression || !list.Type.IsArray)
            return Expression.Call(EnumerableMethods.Contains.MakeGenericMethod(EnumerableMethods.ElementType(list.Type)), list, item);
        throw Refusal.ListOfRow(call);
    }

    private LambdaExpression? Inlined(Expression expression) => expression switch
    {
        LambdaExpression lambda => lambda,
        _ when _nodes.TryGetValue(expression, out ShapeNode known) && known.Replacement is LambdaExpression replacement => replacement,
        UnaryExpression { NodeType: ExpressionType.Quote or ExpressionType.Convert } unary => Inlined(unary.Operand),
        MethodCallExpression { Method.Name: "Compile", Object: { } source } => Inlined(source),
        _ => null,
    };

    private Expression Strip(MethodCallExpression node, QueryMarker marker)
    {
        Expression source = Visit(node.Arguments[0]);
        switch (marker)
        {
            case QueryMarker.NullsFirst or QueryMarker.NullsLast:
                return MarkKey(node, source, marker, static name => name is "OrderBy" or "OrderByDescending" or "ThenBy" or "ThenByDescending");
            case QueryMarker.Rollup or QueryMarker.Cube:
                return MarkKey(node, source, marker, static name => name == "GroupBy");
        }

        Expression? argument = node.Arguments.Count > 1 ? Visit(node.Arguments[1]) : null;
        _markers.Add(new MarkerCall(marker, argument is UnaryExpression { NodeType: ExpressionType.Quote } quote ? quote.Operand : argument));
        return source;
    }

    private static MethodCallExpression MarkKey(MethodCallExpression node, Expression source, QueryMarker marker, Predicate<string> fits)
    {
        if (source is not MethodCallExpression call || call.Method.DeclaringType != typeof(Queryable) || !fits(call.Method.Name)
            || call.Arguments[1] is not UnaryExpression { Operand: LambdaExpression key })
        {
            throw Refusal.MarkerPlace(node);
        }

        Expression marked = new MarkedKeyExpression(key.Body, marker);
        Expression[] arguments = [.. call.Arguments];
        arguments[1] = Expression.Quote(Expression.Lambda(key.Type, marked, key.Parameters));
        return call.Update(null!, arguments);
    }
}
