using System.Linq.Expressions;
using SalesforceLinq.Querying.Vocabulary;

namespace SalesforceLinq.Querying.Normalization;

/// <summary>A query in which only LINQ's own operators are left, and what its markers asked for.</summary>
/// <param name="Query">The tree for relinq.</param>
/// <param name="Markers">The markers, innermost first.</param>
/// <param name="DefaultSlot">The value of <c>FirstOrDefault(value)</c> and its like, or -1.</param>
internal sealed record NormalizedQuery(Expression Query, IReadOnlyList<MarkerCall> Markers, int DefaultSlot);

/// <summary>A marker that was taken off the query.</summary>
/// <param name="Marker">Which.</param>
/// <param name="Argument">Its argument, normalized: a value, or the lambda of an Include.</param>
internal sealed record MarkerCall(QueryMarker Marker, Expression? Argument);
