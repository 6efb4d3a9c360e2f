using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using SalesforceLinq.Http;
using SalesforceLinq.Querying.Materialization;

namespace SalesforceLinq.Querying.Execution;

/// <summary>Streams the rows of a query page by page. The next page is asked for as soon as its address is seen; never more than one ahead.</summary>
internal sealed class PageStream(SalesforceClient client, RowReader rows, RowSession session, bool prefetch, UnknownNames? unknownNames = null, bool isCount = false)
{
    private const int BufferSize = 64 * 1024;

    private readonly List<object?> _batch = [];
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
    private int _filled;
    private long _delivered;
    private Task<SalesforceResponse>? _next;

    /// <summary>Rows handed out.</summary>
    public long Delivered => _delivered;

    /// <summary>The last record that was handed out; null where the records do not say which they are.</summary>
    public string? LastRecordId { get; private set; }

    /// <summary>The number of records the whole query matches, as its first page says.</summary>
    public long TotalSize { get; private set; } = -1;

    /// <summary>Sends the query and hands out its rows as they arrive, many at a time: an asynchronous step for each row would cost as much as a field.</summary>
    /// <returns>Lists of rows. It is one list, filled again and again: what is in it is taken before more is asked for.</returns>
    /// <exception cref="SalesforceTransportException">A page broke off; the message says how many records were delivered before.</exception>
    public async IAsyncEnumerable<List<object?>> ReadAsync(string soql, QueryOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using CancellationTokenSource ahead = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            SalesforceResponse response = await OpenAsync(soql, options, cancellationToken).ConfigureAwait(false);
            while (true)
            {
                PageParser page = new(rows, session);
                await using (response.ConfigureAwait(false))
                {
                    _filled = 0;
                    while (!page.IsComplete)
                    {
                        await ReadPieceAsync(page, response, cancellationToken).ConfigureAwait(false);
                        Learn(page.TotalSize);
                        if (prefetch && page.NextRecordsUrl is { } url)
                            _next ??= client.OpenQueryMoreAsync(url, ahead.Token);
                        await CloseListsAsync(cancellationToken).ConfigureAwait(false);
                        if (_batch.Count == 0)
                            continue;
                        _delivered += _batch.Count;
                        LastRecordId = page.LastRecordId;
                        yield return _batch;
                        _batch.Clear();
                    }
                }

                if (page.NextRecordsUrl is null)
                {
                    // A query for the number alone has no rows.
                    if (TotalSize >= 0 && _delivered != TotalSize && !isCount)
                        throw QueryInterruptedException.Disagreement(_delivered, TotalSize, "records");
                    yield break;
                }

                response = await (_next ?? client.OpenQueryMoreAsync(page.NextRecordsUrl, cancellationToken)).ConfigureAwait(false);
                _next = null;
            }
        }
        finally
        {
            await AbandonAsync(ahead).ConfigureAwait(false);
        }
    }

    private async Task<SalesforceResponse> OpenAsync(string soql, QueryOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await client.OpenQueryAsync(soql, options, cancellationToken).ConfigureAwait(false);
        }
        catch (SalesforceApiException refusal) when (unknownNames is not null && refusal.ErrorCode is "INVALID_FIELD" or "INVALID_TYPE")
        {
            throw await unknownNames!.ExplainAsync(refusal, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ReadPieceAsync(PageParser page, SalesforceResponse response, CancellationToken cancellationToken)
    {
        if (_filled == _buffer.Length)
            Grow();
        try
        {
            int read = await response.Body.ReadAsync(_buffer.AsMemory(_filled), cancellationToken).ConfigureAwait(false);
            _filled += read;
            int consumed = page.Parse(_buffer.AsSpan(0, _filled), isFinal: read == 0, _batch);
            _buffer.AsSpan(consumed, _filled - consumed).CopyTo(_buffer);
            _filled -= consumed;
        }
        catch (Exception broken) when (broken is JsonException or IOException or SalesforceTransportException)
        {
            throw new SalesforceTransportException(
                response.Request,
                $"A page broke off after {_delivered + _batch.Count} records{(TotalSize >= 0 ? $" of {TotalSize}" : "")} had been read. {broken.Message}",
                broken);
        }
    }

    private void Learn(long totalSize)
    {
        if (TotalSize >= 0 || totalSize < 0)
            return;
        TotalSize = totalSize;
        session.Tracker?.Expect(totalSize);
    }

    // A list of children that goes on is read to its end before its parent is handed out.
    private async Task CloseListsAsync(CancellationToken cancellationToken)
    {
        for (int i = 0; i < session.OpenLists.Count; i++)
        {
            OpenChildList open = session.OpenLists[i];
            string? url = open.NextRecordsUrl;
            RowSession inner = new(session.Tracker, session.ShowsValues);
            long added = 0;
            while (url is not null)
            {
                PageStream rest = new(client, open.Children, inner, prefetch: false);
                url = await rest.AppendAsync(url, open.Add, cancellationToken).ConfigureAwait(false);
                added += rest.Delivered;
            }

            if (open.Missing >= 0 && open.Missing != added)
                throw QueryInterruptedException.Disagreement(added, open.Missing, "more children of a record");

            // Only now is it known which children the org says the entity has.
            if (open.Owner is { } owner)
                session.Tracker?.AcceptRelationships(owner, []);
        }

        session.OpenLists.Clear();
    }

    private async Task<string?> AppendAsync(string url, Action<object?> add, CancellationToken cancellationToken)
    {
        try
        {
            using SalesforceResponse response = await client.OpenQueryMoreAsync(url, cancellationToken).ConfigureAwait(false);
            PageParser page = new(rows, session);
            while (!page.IsComplete)
            {
                await ReadPieceAsync(page, response, cancellationToken).ConfigureAwait(false);
                await CloseListsAsync(cancellationToken).ConfigureAwait(false);
                _batch.ForEach(add);
                _delivered += _batch.Count;
                _batch.Clear();
            }

            return page.NextRecordsUrl;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(_buffer);
        }
    }

    private void Grow()
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.AsSpan(0, _filled).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }

    private async Task AbandonAsync(CancellationTokenSource ahead)
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        if (_next is not { } next)
            return;
        await ahead.CancelAsync().ConfigureAwait(false);
        try
        {
            (await next.ConfigureAwait(false)).Dispose();
        }
        catch (Exception abandoned) when (abandoned is OperationCanceledException or SalesforceTransportException or SalesforceApiException)
        {
            // Nobody waits for the page any more: how asking for it ended is nobody's concern.
        }
    }
}
