using System.Linq.Expressions;

namespace SalesforceLinq.Querying.Vocabulary;

/// <summary>A key of an ordering or a grouping, with what a marker after it said about it.</summary>
internal sealed class MarkedKeyExpression(Expression key, QueryMarker marker) : QueryNode(key.Type)
{
    public Expression Key { get; } = key;

    public QueryMarker Marker { get; } = marker;

    public override string ToString() => $"{Key}.{Marker}()";

    protected override Expression VisitChildren(ExpressionVisitor visitor)
    {
        Expression key = visitor.Visit(Key);
        return key == Key ? this : new MarkedKeyExpression(key, Marker);
    }
}
