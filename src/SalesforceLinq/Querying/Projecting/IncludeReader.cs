using System.Linq.Expressions;
using Remotion.Linq.Clauses;
using SalesforceLinq.Querying.Normalization;
using SalesforceLinq.Querying.Refusals;
using SalesforceLinq.Querying.Translation;
using SalesforceLinq.Querying.Translation.Operands;
using SalesforceLinq.Querying.Vocabulary;
using SalesforceLinq.Soql.Syntax;

namespace SalesforceLinq.Querying.Projecting;

/// <summary>Adds the parents and children that <c>Include</c> and <c>ThenInclude</c> name to what is selected for an entity.</summary>
internal sealed class IncludeReader(EntityShape root, Translator translator, HoleCollector holes)
{
    public void Apply(IEnumerable<MarkerCall> markers)
    {
        EntityShape last = root;
        foreach (MarkerCall marker in markers)
        {
            if (marker is { Marker: QueryMarker.WithFields, Argument: ConstantExpression { Value: FieldNames names } })
                root.AddExtra(names.Names);
            if (marker.Marker is QueryMarker.Include or QueryMarker.ThenInclude && marker.Argument is LambdaExpression path)
                last = Include(marker.Marker == QueryMarker.Include ? root : last, path.Body);
        }
    }

    private EntityShape Include(EntityShape from, Expression path)
    {
        switch (path)
        {
            case ParameterExpression:
                return from;
            case UnaryExpression { NodeType: ExpressionType.Convert } conversion:
                return Include(from, conversion.Operand);
            case MemberExpression { Expression: { } inner } member:
                EntityShape owner = Include(from, inner);
                if (owner.Model.FindParent(member.Member) is { } parent)
                    return owner.Parent(parent);
                return owner.Model.FindChildren(member.Member) is { } children
                    ? owner.Children(children, new SoqlQuery { From = children.RelationshipName }, member)
                    : throw Refusal.Unmapped(member, owner.Model);
            case MethodCallExpression { Method.DeclaringType: var type } call when type == typeof(Enumerable):
                return Filtered(from, call);
            default:
                throw Refusal.Condition(path);
        }
    }

    // a.Contacts.Where(…).OrderBy(…).Take(5): the operators of an Include are few, and are read here one by one.
    private EntityShape Filtered(EntityShape from, MethodCallExpression call)
    {
        Stack<MethodCallExpression> calls = new();
        Expression source = call;
        while (source is MethodCallExpression { Method.DeclaringType: var type } inner && type == typeof(Enumerable))
        {
            calls.Push(inner);
            source = inner.Arguments[0];
        }

        if (source is not MemberExpression { Expression: { } ownerPath } member)
            throw Refusal.Condition(call);
        EntityShape owner = Include(from, ownerPath);
        ChildrenModel children = owner.Model.FindChildren(member.Member) ?? throw Refusal.Unmapped(member, owner.Model);
        SoqlQuery query = calls.Aggregate(new SoqlQuery { From = children.RelationshipName }, (soql, step) => Step(soql, step, children.Target));
        return owner.Children(children, query, call);
    }

    private SoqlQuery Step(SoqlQuery soql, MethodCallExpression call, EntityModel child)
    {
        if (call.Method.Name == nameof(Enumerable.Take) && call.Arguments[1] is SlotExpression count)
            return soql with { Limit = ~(long)count.Index };
        if (call.Arguments is not [_, LambdaExpression lambda])
            throw Refusal.Operator(call.Method.Name, "In an Include, Where, OrderBy, ThenBy and Take are possible.");

        MainFromClause source = new(lambda.Parameters[0].Name ?? "child", child.ClrType, Expression.Constant(Array.Empty<object>()));
        RowScope scope = new(translator.Scope.Model);
        scope.Bind(source, new ResolvedEntity(child, ""));
        Expression body = new ParameterReplacer(lambda.Parameters[0], new Remotion.Linq.Clauses.Expressions.QuerySourceReferenceExpression(source)).Visit(lambda.Body);
        Translator inner = new(scope, holes, child);
        switch (call.Method.Name)
        {
            case nameof(Enumerable.Where):
                SoqlCondition condition = inner.Conditions.Translate(body);
                return soql with { Where = soql.Where is null ? condition : SoqlJunction.All(soql.Where, condition) };
            case "OrderBy" or "OrderByDescending" or "ThenBy" or "ThenByDescending":
                OrderByClause clause = new();
                clause.Orderings.Add(new Ordering(body, call.Method.Name.EndsWith("Descending", StringComparison.Ordinal) ? OrderingDirection.Desc : OrderingDirection.Asc));
                return soql with { OrderBy = soql.OrderBy.AddRange(inner.Orderings.Translate([clause])) };
            default:
                throw Refusal.Operator(call.Method.Name, "In an Include, Where, OrderBy, ThenBy and Take are possible.");
        }
    }

    private sealed class ParameterReplacer(ParameterExpression parameter, Expression replacement) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == parameter ? replacement : node;
    }
}
