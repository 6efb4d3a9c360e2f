using System.Text.Json;
using Microsoft.Data.Sqlite;
using SalesforceLinq.Emulator.Storage.Compilation;

namespace SalesforceLinq.Emulator.Storage.Queries;

/// <summary>
/// Some rows of a result with their children. Parents and children are read side by side: the children of all parents
/// come from one statement per relationship, in the parents' order.
/// </summary>
internal sealed class RowPage : IDisposable
{
    private readonly PageRequest _request;
    private readonly CompiledRows _rows;
    private readonly RowReader _reader;
    private readonly RecordWriter _records;
    private readonly ChildKeys[] _childKeys;
    private readonly RowPage?[] _childPages;

    public RowPage(PageRequest request, CompiledRows rows, ReadOnlySpan<long> keys)
    {
        _request = request;
        _rows = rows;
        _childKeys = new ChildKeys[rows.Children.Count];
        _childPages = new RowPage?[rows.Children.Count];
        for (int i = 0; i < _childKeys.Length; i++)
            _childKeys[i] = ChildKeys.Read(request.Connection, rows.Children[i], keys);
        Count = request.IsTop ? FittingRows(keys.Length) : keys.Length;
        for (int i = 0; i < _childKeys.Length; i++)
            _childPages[i] = OpenChildren(i);
        _reader = new RowReader(request.Connection, rows, keys[..Count]);
        _records = new RecordWriter(request.Json, request.Schema, request.UrlPrefix, WriteChildren);
    }

    /// <summary>How many of the rows are on this page: children count, so there can be fewer than asked for.</summary>
    public int Count { get; }

    /// <summary>Writes the records up to a place in the list of rowids.</summary>
    public void Write(int end)
    {
        for (; _reader.HasRowBefore(end); _reader.Next())
            _records.Write(_reader.Row, _rows.Plan);
    }

    public void Dispose()
    {
        _reader.Dispose();
        foreach (RowPage? page in _childPages)
            page?.Dispose();
    }

    private int FittingRows(int rows)
    {
        int total = 0;
        for (int row = 0; row < rows; row++)
        {
            total++;
            foreach (ChildKeys keys in _childKeys)
                total += keys.InlineCount(row);
            if (total > _request.BatchSize)
                return Math.Max(row, 1);
        }

        return rows;
    }

    private RowPage? OpenChildren(int index)
    {
        List<long> keys = [];
        for (int row = 0; row < Count; row++)
        {
            if (_childKeys[index].Count(row) > 0)
                keys.AddRange(_childKeys[index].Inline(row));
        }

        return keys.Count == 0
            ? null
            : new RowPage(_request with { IsTop = false }, _rows.Children[index].Rows, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(keys));
    }

    private void WriteChildren(ChildrenPlan plan)
    {
        Utf8JsonWriter json = _request.Json;
        int parent = _reader.Place;
        ChildKeys keys = _childKeys[plan.Index];
        int inline = keys.InlineCount(parent);
        if (inline == 0 || _childPages[plan.Index] is not { } page)
        {
            json.WriteNullValue();
            return;
        }

        int total = keys.Count(parent);
        json.WriteStartObject();
        json.WriteNumber("totalSize"u8, total);
        json.WriteBoolean("done"u8, inline == total);
        if (inline < total)
        {
            RowCursor cursor = new(_rows.Children[plan.Index].Rows, keys.All(parent), _request.BatchSize, _request.UrlPrefix);
            json.WriteString("nextRecordsUrl"u8, $"{_request.UrlPrefix}/query/{_request.Keep(cursor)}-{inline}");
        }

        json.WriteStartArray("records"u8);

        // A parent that is gone is skipped, and its children with it.
        int start = keys.InlineBefore(parent);
        page.Skip(start);
        page.Write(start + inline);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void Skip(int place)
    {
        while (_reader.HasRowBefore(place))
            _reader.Next();
    }
}

/// <summary>What a page needs from its request.</summary>
/// <param name="Connection">Where the rows are read.</param>
/// <param name="Json">Where they are written.</param>
/// <param name="Schema">The org's objects.</param>
/// <param name="Keep">Keeps a cursor for later requests and answers its locator.</param>
/// <param name="BatchSize">Rows on the page, children counted.</param>
/// <param name="UrlPrefix">What urls begin with.</param>
/// <param name="IsTop">Whether this is the outermost list of records.</param>
internal sealed record PageRequest(
    SqliteConnection Connection, Utf8JsonWriter Json, OrgSchema Schema, Func<RowCursor, string> Keep, int BatchSize, string UrlPrefix, bool IsTop = true);
