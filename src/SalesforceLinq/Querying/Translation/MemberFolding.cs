using System.Linq.Expressions;
using Remotion.Linq.Parsing;

namespace SalesforceLinq.Querying.Translation;

/// <summary>Folds the members of an object that a projection made only to take it apart again: <c>new { c.Name }.Name</c>.</summary>
internal sealed class MemberFolding : RelinqExpressionVisitor
{
    protected override Expression VisitMember(MemberExpression node)
    {
        Expression? instance = Visit(node.Expression);
        switch (instance)
        {
            case NewExpression { Members: { } members } creation:
                for (int i = 0; i < members.Count; i++)
                {
                    if (members[i].Name == node.Member.Name)
                        return creation.Arguments[i];
                }

                break;
            case MemberInitExpression init
                when init.Bindings.OfType<MemberAssignment>().FirstOrDefault(binding => binding.Member.Name == node.Member.Name) is { } assignment:
                return assignment.Expression;
        }

        return instance == node.Expression ? node : Expression.MakeMemberAccess(instance, node.Member);
    }

    protected override Expression VisitSubQuery(Remotion.Linq.Clauses.Expressions.SubQueryExpression expression)
    {
        expression.QueryModel.TransformExpressions(Visit);
        return expression;
    }
}
