using System.Globalization;
using System.Runtime.CompilerServices;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using SalesforceLinq.Http.Diagnostics;
using SalesforceLinq.Http.Json;
using SalesforceLinq.Http.Transport;

namespace SalesforceLinq.Http.Queries;

/// <summary>Streams the rows of all pages. The next page is on its way while the rows of this one are handed out.</summary>
internal sealed class RowStream(QueryResource queries)
{
    private readonly ChildLists _childLists = new(queries);

    public async IAsyncEnumerable<JObject> ReadAsync(
        string soql, QueryOptions? options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var abandoned = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        SalesforceResponse first = await queries.OpenAsync(soql, options, cancellationToken).ConfigureAwait(false);
        string server = first.Server;
        QueryPage page = await PageReader.ReadAsync(first, cancellationToken).ConfigureAwait(false);
        Task<QueryPage>? next = null;
        long delivered = 0;
        try
        {
            while (true)
            {
                next = page.NextRecordsUrl is { } url ? MoreAsync(url, abandoned.Token) : null;
                foreach (JObject row in page.Records)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    if (ChildLists.AreIncomplete(row))
                        await _childLists.CompleteAsync(row, cancellationToken).ConfigureAwait(false);
                    delivered++;
                    ClientMeter.Row(server);
                    yield return row;
                }

                if (next is null)
                    yield break;
                page = await NextAsync(next, delivered).ConfigureAwait(false);
            }
        }
        finally
        {
            // Whoever stops in the middle of a page does not wait for the next one, nor hears of its errors.
            if (next is not null)
            {
                await abandoned.CancelAsync().ConfigureAwait(false);
                await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>The rows as objects of a class.</summary>
    public async IAsyncEnumerable<T> ReadAsync<T>(
        string soql, QueryOptions? options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long number = 0;
        await foreach (JObject row in ReadAsync(soql, options, cancellationToken).ConfigureAwait(false))
        {
            ChildLists.Unwrap(row);
            yield return Fitted<T>(row, number++);
        }
    }

    private static T Fitted<T>(JObject row, long number)
    {
        try
        {
            return row.ToObject<T>(WireJson.Serializer)!;
        }
        catch (Exception unfit) when (unfit is JsonException or FormatException or OverflowException or InvalidCastException or ArgumentException)
        {
            string start = row.ToString(Formatting.None);
            throw new SalesforceTransportException("GET query", string.Create(
                CultureInfo.InvariantCulture, $"Row {number} does not fit a {typeof(T).Name}: {unfit.Message}"), unfit)
            {
                BodyStart = start.Length > AnswerBuffer.ShownCharacters ? start[..AnswerBuffer.ShownCharacters] : start,
            };
        }
    }

    private async Task<QueryPage> MoreAsync(string url, CancellationToken cancellationToken)
    {
        SalesforceResponse response = await queries.OpenMoreAsync(url, cancellationToken).ConfigureAwait(false);
        return await PageReader.ReadAsync(response, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<QueryPage> NextAsync(Task<QueryPage> next, long delivered)
    {
        try
        {
            return await next.ConfigureAwait(false);
        }
        catch (SalesforceTransportException lost)
        {
            string problem = string.Create(CultureInfo.InvariantCulture, $"The query broke off after {delivered} records. {lost.Message}");
            throw new SalesforceTransportException(lost.Request, problem, lost) { StatusCode = lost.StatusCode, BodyStart = lost.BodyStart, Attempts = lost.Attempts };
        }
    }
}
