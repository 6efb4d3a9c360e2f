namespace SalesforceLinq.Querying.Vocabulary;

/// <summary>The set of all records of one mapped class.</summary>
internal sealed class RootExpression(Type entityType) : QueryNode(typeof(IQueryable<>).MakeGenericType(entityType))
{
    public Type EntityType { get; } = entityType;

    public override string ToString() => EntityType.Name;
}
