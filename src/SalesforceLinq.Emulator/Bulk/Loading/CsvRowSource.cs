using SalesforceLinq.Emulator.Bulk.Csv;
using SalesforceLinq.Emulator.Rules;
using SalesforceLinq.Emulator.Schema;

namespace SalesforceLinq.Emulator.Bulk.Loading;

/// <summary>Records from CSV: the first line names the columns, every other one is a record.</summary>
internal sealed class CsvRowSource : IRowSource
{
    private const int MostHeaderCharacters = 32_000;

    private readonly CsvReader _reader;
    private readonly LoadColumn[] _columns;
    private int _line = 1;

    private CsvRowSource(CsvReader reader, IReadOnlyList<string> header, LoadColumn[] columns)
    {
        _reader = reader;
        _columns = columns;
        Header = header;
    }

    public IReadOnlyList<string> Header { get; }

    /// <exception cref="BatchRefusedException">The header names what is not there.</exception>
    public static async ValueTask<CsvRowSource> OpenAsync(CsvReader reader, OrgSchema schema, ObjectSchema target, string operation, CancellationToken cancellationToken)
    {
        string[] header = await reader.ReadAsync(cancellationToken).ConfigureAwait(false) ?? throw new BatchRefusedException("InvalidBatch", "Records not found");
        if (header.Sum(name => name.Length) > MostHeaderCharacters)
            throw new BatchRefusedException("InvalidBatch", $"The header row is longer than {MostHeaderCharacters} characters");
        LoadColumn[] columns = [.. header.Select(name => LoadColumn.Of(schema, target, name.Trim()))];
        if (operation is "delete" or "hardDelete" && (columns.Length != 1 || !columns[0].IsId))
            throw new BatchRefusedException("InvalidBatch", $"The '{operation}' batch must contain only ids");
        return new CsvRowSource(reader, header, columns);
    }

    public async ValueTask<LoadRow?> ReadAsync(CancellationToken cancellationToken)
    {
        if (await _reader.ReadAsync(cancellationToken).ConfigureAwait(false) is not { } fields)
            return null;
        _line++;
        if (fields.Length != _columns.Length)
        {
            throw new BatchRefusedException(
                "InvalidBatch", $"Failed to parse CSV. Record {_line - 1} has {fields.Length} fields, the header has {_columns.Length}");
        }
        try
        {
            RecordInput input = new();
            for (int column = 0; column < fields.Length; column++)
            {
                if (fields[column].Length > 0)
                    _columns[column].Put(input, fields[column] == FieldText.Null ? null : fields[column], column);
            }
            return new LoadRow(input, Error: null, fields);
        }
        catch (RecordRefusedException refused)
        {
            return new LoadRow(Input: null, refused.Errors[0], fields);
        }
    }

    public void Dispose() => _reader.Dispose();
}
