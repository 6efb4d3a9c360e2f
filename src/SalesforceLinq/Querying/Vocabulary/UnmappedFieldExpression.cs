using System.Linq.Expressions;
using System.Reflection;

namespace SalesforceLinq.Querying.Vocabulary;

/// <summary>A field of a record that is named in the query: <c>SoqlFunctions.Field&lt;string&gt;(c, "Level__c")</c> or <c>c.Extra["Level__c"]</c>.</summary>
/// <param name="owner">The record; for the second form, the property that holds its extra fields.</param>
/// <param name="isIndexer">Whether it is the second form.</param>
/// <param name="name">API name of the field.</param>
/// <param name="type">Type the query gives it.</param>
internal sealed class UnmappedFieldExpression(Expression owner, bool isIndexer, string name, Type type) : QueryNode(type)
{
    /// <summary>The record.</summary>
    public Expression Record => isIndexer && owner is MemberExpression { Expression: { } record } ? record : owner;

    /// <summary>The property that holds the extra fields; null where the field is named without one.</summary>
    public MemberInfo? Holder => isIndexer ? (owner as MemberExpression)?.Member : null;

    public string Name { get; } = name;

    /// <summary>Whether the type may still be said by a conversion around it.</summary>
    public bool IsUntyped => isIndexer;

    /// <summary>The same field, as a value of the type it is converted to.</summary>
    public UnmappedFieldExpression As(Type type) => new(owner, isIndexer, Name, type);

    public override string ToString() => isIndexer ? $"{owner}[\"{Name}\"]" : $"Field({owner}, \"{Name}\")";

    protected override Expression VisitChildren(ExpressionVisitor visitor)
    {
        Expression visited = visitor.Visit(owner);
        return visited == owner ? this : new UnmappedFieldExpression(visited, isIndexer, Name, Type);
    }
}
