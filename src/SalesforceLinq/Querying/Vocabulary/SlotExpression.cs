using System.Linq.Expressions;

namespace SalesforceLinq.Querying.Vocabulary;

/// <summary>A value that comes from outside the query: a literal, a captured variable, a call on one.</summary>
/// <param name="index">Which of the values the query runs with.</param>
/// <param name="origin">The expression it stands for.</param>
internal sealed class SlotExpression(int index, Expression origin) : QueryNode(origin.Type)
{
    public int Index { get; } = index;

    /// <summary>What was written where the value stands, for messages.</summary>
    public Expression Origin { get; } = origin;

    public override string ToString() => Origin.ToString();
}
