using System.Linq.Expressions;
using Remotion.Linq.Clauses;
using Remotion.Linq.Clauses.ResultOperators;
using SalesforceLinq.Querying.Plans;
using SalesforceLinq.Querying.Refusals;
using SalesforceLinq.Querying.Vocabulary;

namespace SalesforceLinq.Querying.Translation;

/// <summary>Reads the operators on a query's result: how many rows are wanted, and what is made of them.</summary>
internal sealed class TerminalReader
{
    public TerminalReader(IEnumerable<ResultOperatorBase> operators)
    {
        foreach (ResultOperatorBase result in operators)
            Read(result);
    }

    public QueryTerminal Terminal { get; private set; } = QueryTerminal.Sequence;

    public int? Limit { get; private set; }

    public List<PagingStep> Paging { get; } = [];

    public bool IsDistinct { get; private set; }

    /// <summary>Whether the order is turned around, for the last row is the first of the order turned.</summary>
    public bool IsReversed { get; private set; }

    public bool NeedsOrder { get; private set; }

    public Expression? AllPredicate { get; private set; }

    public Expression? ContainsItem { get; private set; }

    public string? AggregateFunction { get; private set; }

    public bool IsSum => AggregateFunction == "SUM";

    private void Read(ResultOperatorBase result)
    {
        switch (result)
        {
            case TakeResultOperator { Count: SlotExpression count }:
                Paging.Add(new PagingStep(IsSkip: false, count.Index));
                break;
            case SkipResultOperator { Count: SlotExpression count }:
                Paging.Add(new PagingStep(IsSkip: true, count.Index));
                break;
            case DistinctResultOperator when Paging.Count == 0:
                IsDistinct = true;
                break;
            case ReverseResultOperator when Paging.Count == 0:
                IsReversed = !IsReversed;
                NeedsOrder = true;
                break;
            case FirstResultOperator first:
                End(first.ReturnDefaultWhenEmpty ? QueryTerminal.FirstOrDefault : QueryTerminal.First, 1);
                break;
            case SingleResultOperator single:
                End(single.ReturnDefaultWhenEmpty ? QueryTerminal.SingleOrDefault : QueryTerminal.Single, 2);
                break;
            case LastResultOperator last when Paging.Count == 0:
                IsReversed = !IsReversed;
                NeedsOrder = true;
                End(last.ReturnDefaultWhenEmpty ? QueryTerminal.FirstOrDefault : QueryTerminal.First, 1);
                break;
            case AnyResultOperator:
                End(QueryTerminal.Any, 1);
                break;
            case AllResultOperator all when Paging.Count == 0:
                AllPredicate = all.Predicate;
                End(QueryTerminal.None, 1);
                break;
            case ContainsResultOperator contains when Paging.Count == 0:
                ContainsItem = contains.Item;
                End(QueryTerminal.Any, 1);
                break;
            case CountResultOperator or LongCountResultOperator:
                End(QueryTerminal.Count, null);
                break;
            default:
                Aggregate(result);
                break;
        }
    }

    private void Aggregate(ResultOperatorBase result)
    {
        AggregateFunction = result switch
        {
            SumResultOperator => "SUM",
            AverageResultOperator => "AVG",
            MinResultOperator => "MIN",
            MaxResultOperator => "MAX",
            LastResultOperator or AllResultOperator or ContainsResultOperator or DistinctResultOperator or ReverseResultOperator =>
                throw Refusal.AfterPaging(result),
            _ => throw Refusal.Operator(result, "Put 'AsAsyncEnumerable()' before it, so that it runs over the rows in memory."),
        };
        if (Paging.Count > 0 || IsDistinct)
            throw Refusal.AfterPaging(result);
        End(QueryTerminal.Aggregate, null);
    }

    private void End(QueryTerminal terminal, int? limit)
    {
        Terminal = terminal;
        Limit = limit;
    }
}
