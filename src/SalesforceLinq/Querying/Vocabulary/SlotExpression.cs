namespace SalesforceLinq.Querying.Vocabulary;

/// <summary>A value that comes from outside the query: a literal, a captured variable, a call on one.</summary>
/// <param name="index">Which of the values the query runs with.</param>
/// <param name="type">The type the expression had.</param>
internal sealed class SlotExpression(int index, Type type) : QueryNode(type)
{
    public int Index { get; } = index;

    public override string ToString() => $"value{Index}";
}
