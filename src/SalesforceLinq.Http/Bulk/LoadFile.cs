using CsvHelper;
using SalesforceLinq.Http.Transport;

namespace SalesforceLinq.Http.Bulk;

/// <summary>The CSV of one job, as it is written.</summary>
internal sealed class LoadFile : IDisposable
{
    private readonly IReadOnlyList<string> _columns;
    private readonly BodyBuffer _body = new();
    private readonly CsvWriter _csv;

    public LoadFile(IReadOnlyList<string> columns)
    {
        _columns = columns;
        _csv = Csv.Writer(_body, columns.Count);
        foreach (string column in columns)
            _csv.WriteField(column);
        _csv.EndRecord();
    }

    /// <summary>Bytes so far, but for some that are on their way.</summary>
    public long Length => _body.Length;

    /// <summary>Writes a record; of columns that it does not name, it says nothing.</summary>
    public void Add(IReadOnlyDictionary<string, string> cells)
    {
        foreach (string column in _columns)
            _csv.WriteField(cells.GetValueOrDefault(column, ""));
        _csv.EndRecord();
    }

    /// <summary>The whole, to be sent.</summary>
    public SalesforceRequestBody ToBody()
    {
        _csv.Flush();
        return SalesforceRequestBody.Buffer(_body, "text/csv; charset=UTF-8");
    }

    public void Dispose()
    {
        _csv.Dispose();
        _body.Dispose();
    }
}
