using System.Globalization;
using System.Runtime.CompilerServices;
using SalesforceLinq.Diagnostics;
using SalesforceLinq.Http;
using SalesforceLinq.Querying.Binding;
using SalesforceLinq.Querying.Materialization;
using SalesforceLinq.Querying.Plans;
using SalesforceLinq.Soql.Printing;
using SalesforceLinq.Soql.Syntax;

namespace SalesforceLinq.Querying.Execution;

/// <summary>Runs a plan with its values: sends the SOQL, reads the rows, and makes of them what the query asks for.</summary>
internal sealed class QueryRunner(QuerySession session, QueryPlan plan, object?[] values)
{
    // Source: REST API Developer Guide, "Query": a page has up to 2,000 records.
    private const int PageSize = 2_000;

    /// <summary>The elements of the query, as they arrive.</summary>
    /// <returns>Lists of elements. It is one list, filled again and again: what is in it is taken before more is asked for.</returns>
    public async IAsyncEnumerable<List<object?>> StreamAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        SoqlQuery soql = new SoqlBinder(plan, values).Bind();
        // No row can match: no call is made to be told so.
        if (soql.Where is SoqlAlways || soql.Limit == 0)
            yield break;
        string? written = plan.TextOf(values);
        IReadOnlyList<SoqlQuery> parts = written is null ? LongQuerySplitter.Split(soql, SoqlPrinter.Print(soql), plan.Entity) : [soql];
        if (parts.Count > 1 && RowOrder.Of(soql, plan.Entity, out _) is { } order && !soql.OrderBy.IsEmpty)
        {
            await foreach (List<object?> rows in MergedAsync(parts, order, soql.Offset ?? 0, soql.Limit, cancellationToken).ConfigureAwait(false))
                yield return Shaped(rows);
            yield break;
        }

        long? left = soql.Limit;
        foreach (SoqlQuery part in parts)
        {
            SoqlQuery asked = ResumableOrder.Of(left == soql.Limit ? part : part with { Limit = left }, plan, session.Options);
            await foreach (List<object?> rows in PartAsync(asked, written, plan.Rows, cancellationToken).ConfigureAwait(false))
            {
                left -= rows.Count;
                yield return Shaped(rows);
            }

            if (left <= 0)
                yield break;
        }
    }

    private async IAsyncEnumerable<List<object?>> PartAsync(SoqlQuery soql, string? written, RowReader rows, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ResumingStream stream = new(part => Open(part, rows), Options());
        using QueryObservation observation = session.Telemetry.ObserveQuery(plan.Entity.ApiName, written ?? SoqlPrinter.Print(soql), session.Client);
        IAsyncEnumerator<List<object?>> pieces = stream.ReadAsync(soql, written, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (pieces.ConfigureAwait(false))
        {
            while (await observation.NextAsync(pieces).ConfigureAwait(false))
                yield return pieces.Current;
        }
    }

    // Every part may have all of the rows that are wanted, and those that are passed over.
    private async IAsyncEnumerable<List<object?>> MergedAsync(
        IReadOnlyList<SoqlQuery> parts, RowOrder order, long skip, long? take, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        RowReader keyed = order.Reader(plan.Rows);
        IEnumerable<IAsyncEnumerable<List<object?>>> streams = parts.Select(
            part => PartAsync(order.Selecting(part) with { Offset = null, Limit = take + skip }, null, keyed, cancellationToken));
        await foreach (List<object?> rows in new MergedStream(order).ReadAsync(streams, cancellationToken).ConfigureAwait(false))
        {
            int passed = (int)Math.Min(skip, rows.Count);
            skip -= passed;
            rows.RemoveRange(0, passed);
            if (take < rows.Count)
                rows.RemoveRange((int)take.Value, rows.Count - (int)take.Value);
            take -= rows.Count;
            if (rows.Count > 0)
                yield return rows;
            if (take == 0)
                yield break;
        }
    }

    private List<object?> Shaped(List<object?> rows)
    {
        if (plan.Shaper is not { } shaper)
            return rows;
        for (int i = 0; i < rows.Count; i++)
            rows[i] = shaper.Shape((object?[])rows[i]!, values);
        rows.RemoveAll(static row => ReferenceEquals(row, QueryPlan.NoRow));
        return rows;
    }

    /// <summary>The one result of the query.</summary>
    public async Task<object?> RunAsync(CancellationToken cancellationToken)
    {
        switch (plan.Terminal)
        {
            case QueryTerminal.Count:
                return Convert.ChangeType(await CountAsync(cancellationToken).ConfigureAwait(false), plan.ResultType, CultureInfo.InvariantCulture);
            case QueryTerminal.Aggregate:
                return Aggregate(await FirstRowsAsync(1, cancellationToken).ConfigureAwait(false));
        }

        List<object?> rows = await FirstRowsAsync(2, cancellationToken).ConfigureAwait(false);
        return plan.Terminal switch
        {
            QueryTerminal.Any => rows.Count > 0,
            QueryTerminal.None => rows.Count == 0,
            QueryTerminal.First or QueryTerminal.Single when rows.Count == 0 => throw new InvalidOperationException("The query has no rows. Use the variant with OrDefault where that may be."),
            QueryTerminal.Single or QueryTerminal.SingleOrDefault when rows.Count > 1 => throw new InvalidOperationException("The query has more than one row, and Single wants one. Filter by a unique field, or use First."),
            _ => rows.Count > 0 ? rows[0] : Default(),
        };
    }

    private async Task<List<object?>> FirstRowsAsync(int count, CancellationToken cancellationToken)
    {
        List<object?> first = [];
        await foreach (List<object?> rows in StreamAsync(cancellationToken).ConfigureAwait(false))
        {
            first.AddRange(rows.Take(count - first.Count));
            if (first.Count == count)
                break;
        }

        return first;
    }

    private async Task<long> CountAsync(CancellationToken cancellationToken)
    {
        SoqlBinder binder = new(plan, values);
        SoqlQuery soql = binder.Bind();
        (long offset, long? limit) = binder.Page();
        if (soql.Where is SoqlAlways || limit == 0)
            return 0;
        long count = 0;
        foreach (SoqlQuery part in LongQuerySplitter.Split(soql, SoqlPrinter.Print(soql), plan.Entity))
            count += await CountAsync(part, cancellationToken).ConfigureAwait(false);
        return Math.Max(0, count - offset);
    }

    private async Task<long> CountAsync(SoqlQuery soql, CancellationToken cancellationToken)
    {
        PageStream page = Open(soql, plan.Rows);
        string text = SoqlPrinter.Print(soql);
        using QueryObservation observation = session.Telemetry.ObserveQuery(plan.Entity.ApiName, text, session.Client);
        IAsyncEnumerator<List<object?>> rows = page.ReadAsync(text, Options(), cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (rows.ConfigureAwait(false))
        {
            while (await observation.NextAsync(rows).ConfigureAwait(false))
            {
                // SELECT COUNT() has no rows: its answer is the page's totalSize.
            }
        }

        return page.TotalSize;
    }

    private object? Aggregate(List<object?> rows)
    {
        object? value = rows.Count > 0 ? rows[0] : null;
        Type type = Nullable.GetUnderlyingType(plan.ResultType) ?? plan.ResultType;
        if (value is not null)
            return AggregateValue.Convert(value, type);
        if (!plan.IsEmptyAllowed)
            throw new InvalidOperationException("The query has no rows, and an aggregate of this type has no value for none. Aggregate a nullable field, or use DefaultIfEmpty in memory.");
        // In LINQ the sum of nothing is zero, also for a nullable type.
        return plan.Soql.Select is [SoqlSelectTerm { Term: SoqlFunction { Name: "SUM" } }] ? Activator.CreateInstance(type) : null;
    }

    private object? Default()
    {
        if (plan.DefaultSlot >= 0)
            return values[plan.DefaultSlot];
        return plan.ResultType.IsValueType && Nullable.GetUnderlyingType(plan.ResultType) is null ? Activator.CreateInstance(plan.ResultType) : null;
    }

    private PageStream Open(SoqlQuery soql, RowReader rows)
    {
        bool tracking = plan.Tracking ?? session.Options.Tracking;
        // A page ahead would be asked for in vain where one page is enough.
        bool prefetch = session.Options.Prefetch && soql.Limit is not <= PageSize;
        return new PageStream(session.Client, rows, new RowSession(tracking ? session.Tracker : null, session.Options.ShowsValues), prefetch, new UnknownNames(session, plan.Entity), soql.IsCount);
    }

    private QueryOptions Options() => new()
    {
        IncludeDeleted = plan.IncludeDeleted,
        BatchSize = plan.BatchSizeSlot >= 0 ? Convert.ToInt32(values[plan.BatchSizeSlot], CultureInfo.InvariantCulture) : session.Options.BatchSize,
    };
}
