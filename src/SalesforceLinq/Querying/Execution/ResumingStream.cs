using System.Runtime.CompilerServices;
using SalesforceLinq.Http;
using SalesforceLinq.Soql.Printing;
using SalesforceLinq.Soql.Syntax;

namespace SalesforceLinq.Querying.Execution;

/// <summary>
/// Reads a query to its end. Where the org lost its place in it — the cursor of the rows, or of a list of children, died or belongs to a
/// session that ended — the query goes on behind the last record that was delivered, if its order says where that is.
/// </summary>
/// <remarks>Source: SOQL and SOSL Reference: a cursor lives for two days, and with its session; then <c>INVALID_QUERY_LOCATOR</c>.</remarks>
internal sealed class ResumingStream(Func<SoqlQuery, PageStream> open, QueryOptions options)
{
    // An org that loses every cursor at once will not give the rows at the next try either.
    private const int MaxTriesWithoutProgress = 3;

    private int _triesWithoutProgress;

    /// <summary>Rows delivered so far.</summary>
    public long Delivered { get; private set; }

    /// <param name="query">The query.</param>
    /// <param name="written">The query as text that was written by hand, which cannot be changed; null for one that is printed.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    /// <exception cref="QueryInterruptedException">The org lost its place, and the query's order does not say where to go on.</exception>
    public async IAsyncEnumerable<List<object?>> ReadAsync(SoqlQuery query, string? written, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            PageStream pages = open(query);
            SalesforceApiException? lost = null;
            IAsyncEnumerator<List<object?>> pieces = pages.ReadAsync(written ?? SoqlPrinter.Print(query), options, cancellationToken).GetAsyncEnumerator(cancellationToken);
            await using (pieces.ConfigureAwait(false))
            {
                while (true)
                {
                    try
                    {
                        if (!await pieces.MoveNextAsync().ConfigureAwait(false))
                            break;
                    }
                    catch (SalesforceApiException dead) when (dead.HasError(SalesforceErrorCodes.InvalidQueryLocator))
                    {
                        lost = dead;
                        break;
                    }

                    yield return pieces.Current;
                }
            }

            Delivered += pages.Delivered;
            if (lost is null)
                yield break;
            query = Behind(query, pages, written is not null, lost);
            if (query.Limit == 0)
                yield break;
        }
    }

    private SoqlQuery Behind(SoqlQuery query, PageStream pages, bool isWritten, SalesforceApiException lost)
    {
        _triesWithoutProgress = pages.Delivered > 0 ? 0 : _triesWithoutProgress + 1;
        if (_triesWithoutProgress > MaxTriesWithoutProgress)
            throw QueryInterruptedException.Lost(Delivered, pages.TotalSize, "it was tried again in vain", lost);
        // Nothing was handed out yet: the query starts anew.
        if (pages.Delivered == 0)
            return query;
        string? obstacle = isWritten ? "it is written as SOQL. Write it in LINQ, ordered by Id"
            : query.OrderBy is not [{ Term: SoqlField { Path: "Id" } }, ..] || query.GroupBy is not null
                ? "order it by Id, or leave it without an order and set UseResumableStreams, and it goes on behind the last record"
            : pages.LastRecordId is null ? "its records do not say which they are"
            : null;
        if (obstacle is not null)
            throw QueryInterruptedException.Lost(Delivered, pages.TotalSize, obstacle, lost);
        SoqlComparison behind = new(
            new SoqlField("Id"), query.OrderBy[0].IsDescending ? SoqlOperator.Less : SoqlOperator.Greater, new SoqlLiteral(pages.LastRecordId));
        return query with
        {
            Where = query.Where is null ? behind : SoqlJunction.All(query.Where, behind),
            Limit = query.Limit - pages.Delivered,
            Offset = null,
        };
    }
}
