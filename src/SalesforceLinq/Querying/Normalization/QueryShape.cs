using System.Linq.Expressions;

namespace SalesforceLinq.Querying.Normalization;

/// <summary>One query as <see cref="ShapeReader"/> found it: its shape, and the values it runs with.</summary>
/// <remarks>It lies in its reader: it lives until that one is returned.</remarks>
internal readonly ref struct QueryShape(ReadOnlySpan<object> tokens, int hash, ReadOnlySpan<object?> values, List<ShapeNode> nodes)
{
    /// <summary>What the query is, without its values: two queries with equal tokens have the same plan.</summary>
    public ReadOnlySpan<object> Tokens { get; } = tokens;

    public int Hash { get; } = hash;

    /// <summary>The values, by slot.</summary>
    public ReadOnlySpan<object?> Values { get; } = values;

    /// <summary>The nodes that <see cref="Normalizer"/> replaces.</summary>
    public IReadOnlyList<ShapeNode> Nodes { get; } = nodes;
}

/// <summary>A node of the tree that stands for something else.</summary>
/// <param name="Node">The node.</param>
/// <param name="Slot">The value it is, or -1.</param>
/// <param name="Replacement">The expression it is, where it is no value.</param>
internal readonly record struct ShapeNode(Expression Node, int Slot, Expression? Replacement);
