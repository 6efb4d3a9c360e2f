using System.Linq.Expressions;

namespace SalesforceLinq.Querying.Vocabulary;

/// <summary>Whether a list in memory contains something of the row.</summary>
internal sealed class ListContainsExpression(SlotExpression list, Expression item) : QueryNode(typeof(bool))
{
    public SlotExpression List { get; } = list;

    public Expression Item { get; } = item;

    public override string ToString() => $"{List}.Contains({Item})";

    protected override Expression VisitChildren(ExpressionVisitor visitor)
    {
        Expression item = visitor.Visit(Item);
        return item == Item ? this : new ListContainsExpression(List, item);
    }
}
