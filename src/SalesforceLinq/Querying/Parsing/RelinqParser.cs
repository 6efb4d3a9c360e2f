using System.Linq.Expressions;
using Remotion.Linq;
using Remotion.Linq.Parsing.Structure;
using Remotion.Linq.Parsing.Structure.ExpressionTreeProcessors;
using SalesforceLinq.Querying.Refusals;

namespace SalesforceLinq.Querying.Parsing;

/// <summary>relinq, as nothing but a parser: no evaluator and no transformers of its own, one instance for all threads.</summary>
internal sealed class RelinqParser
{
    private static readonly QueryParser Parser = new(
        new ExpressionTreeParser(ExpressionTreeParser.CreateDefaultNodeTypeProvider(), new NullExpressionTreeProcessor()));

    /// <summary>Parses a normalized tree.</summary>
    /// <exception cref="QueryNotSupportedException">The tree has an operator or an overload that SOQL has no counterpart for.</exception>
    public static QueryModel Parse(Expression query)
    {
        try
        {
            return Parser.GetParsedQuery(query);
        }
        catch (Exception failure) when (failure is NotSupportedException or ArgumentException)
        {
            throw Refusal.Operator(query, failure);
        }
    }
}
