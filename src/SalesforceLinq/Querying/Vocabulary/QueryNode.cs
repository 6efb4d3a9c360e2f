using System.Linq.Expressions;

namespace SalesforceLinq.Querying.Vocabulary;

/// <summary>A node of our own in an expression tree.</summary>
internal abstract class QueryNode(Type type) : Expression
{
    public sealed override ExpressionType NodeType => ExpressionType.Extension;

    public sealed override Type Type { get; } = type;

    public sealed override bool CanReduce => false;

    protected override Expression VisitChildren(ExpressionVisitor visitor) => this;
}
