using System.Linq.Expressions;
using Remotion.Linq.Parsing;

namespace SalesforceLinq.Querying.Translation;

/// <summary>Folds the members of an object that a projection made only to take it apart again: <c>new { c.Name }.Name</c>.</summary>
internal sealed class MemberFolding : RelinqExpressionVisitor
{
    protected override Expression VisitMember(MemberExpression node)
    {
        Expression? instance = Visit(node.Expression);
        if (instance is not null && Construction.ValueOf(instance, node.Member) is { } value)
            return value;
        return instance == node.Expression ? node : Expression.MakeMemberAccess(instance, node.Member);
    }

    protected override Expression VisitSubQuery(Remotion.Linq.Clauses.Expressions.SubQueryExpression expression)
    {
        expression.QueryModel.TransformExpressions(Visit);
        return expression;
    }
}
