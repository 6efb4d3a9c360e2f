namespace SalesforceLinq.Querying.Vocabulary;

/// <summary>The records that SOQL text selects.</summary>
/// <param name="entityType">The mapped class.</param>
/// <param name="format">The text, with <c>{0}</c> where a value belongs.</param>
/// <param name="firstSlot">The slot of the first value.</param>
/// <param name="hasFragments">Whether a value is a piece of SOQL itself.</param>
internal sealed class SourceExpression(Type entityType, string format, int firstSlot, bool hasFragments) : QueryNode(typeof(IQueryable<>).MakeGenericType(entityType))
{
    public Type EntityType { get; } = entityType;

    public string Format { get; } = format;

    public int FirstSlot { get; } = firstSlot;

    public bool HasFragments { get; } = hasFragments;

    public override string ToString() => $"FromSoql(\"{Format}\")";
}
