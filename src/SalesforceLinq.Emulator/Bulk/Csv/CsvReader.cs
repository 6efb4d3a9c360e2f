using System.Buffers;
using System.Text;

namespace SalesforceLinq.Emulator.Bulk.Csv;

/// <summary>Reads CSV record by record, as strictly as an org does.</summary>
/// <remarks>Source of the limits: Salesforce Limits Quick Reference, "Bulk API".</remarks>
internal sealed class CsvReader(TextReader reader, CsvDialect dialect) : IDisposable
{
    private const int MostFields = 5000;
    private const int MostFieldCharacters = 131_072;
    private const int MostRecordCharacters = 400_000;
    private const int EndOfText = -1;

    private readonly char[] _buffer = ArrayPool<char>.Shared.Rent(16 * 1024);
    private readonly StringBuilder _field = new();
    private int _length;
    private int _position;
    private int _recordCharacters;

    /// <summary>The next record; <see langword="null"/> at the end. Empty lines are passed over.</summary>
    /// <exception cref="CsvFormatException">The text is malformed.</exception>
    public async ValueTask<string[]?> ReadAsync(CancellationToken cancellationToken)
    {
        List<string> fields = [];
        _recordCharacters = 0;
        while (await PeekAsync(cancellationToken).ConfigureAwait(false) is var next && next != EndOfText)
        {
            bool quoted = next == '"';
            if (quoted)
                await QuotedAsync(cancellationToken).ConfigureAwait(false);
            else
                await PlainAsync(cancellationToken).ConfigureAwait(false);
            fields.Add(_field.ToString());
            if (fields.Count > MostFields)
                throw Malformed($"Too many columns: a record has at most {MostFields}");
            if (await PeekAsync(cancellationToken).ConfigureAwait(false) == dialect.Delimiter)
            {
                _position++;
                // A line that ends with a delimiter ends with an empty field.
                if (await PeekAsync(cancellationToken).ConfigureAwait(false) is EndOfText)
                    fields.Add("");
                continue;
            }
            await EndLineAsync(cancellationToken).ConfigureAwait(false);
            if (fields.Count > 1 || quoted || fields[0].Length > 0)
                return [.. fields];
            fields.Clear();
        }
        return fields.Count > 0 ? [.. fields] : null;
    }

    public void Dispose()
    {
        ArrayPool<char>.Shared.Return(_buffer);
        reader.Dispose();
    }

    private async ValueTask PlainAsync(CancellationToken cancellationToken)
    {
        _field.Clear();
        for (int next; (next = await PeekAsync(cancellationToken).ConfigureAwait(false)) is not (EndOfText or '\r' or '\n') && next != dialect.Delimiter;)
        {
            if (next == '"')
                throw Malformed("Failed to parse CSV. Found unescaped quote. A value with quote should be within a quote");
            Take((char)next);
        }
    }

    private async ValueTask QuotedAsync(CancellationToken cancellationToken)
    {
        _field.Clear();
        _position++;
        while (true)
        {
            int next = await PeekAsync(cancellationToken).ConfigureAwait(false);
            if (next == EndOfText)
                throw Malformed("Failed to parse CSV. EOF reached before closing an opened quote");
            if (next != '"')
            {
                Take((char)next);
                continue;
            }
            _position++;
            next = await PeekAsync(cancellationToken).ConfigureAwait(false);
            if (next == '"')
                Take('"');
            else if (next is EndOfText or '\r' or '\n' || next == dialect.Delimiter)
                return;
            else
                throw Malformed("Failed to parse CSV. Found unescaped quote. A value with quote should be within a quote");
        }
    }

    private void Take(char character)
    {
        _field.Append(character);
        _position++;
        if (_field.Length > MostFieldCharacters)
            throw Malformed($"Field value too long: a field has at most {MostFieldCharacters} characters");
        if (++_recordCharacters > MostRecordCharacters)
            throw Malformed($"Record too long: a record has at most {MostRecordCharacters} characters");
    }

    private async ValueTask EndLineAsync(CancellationToken cancellationToken)
    {
        int first = await PeekAsync(cancellationToken).ConfigureAwait(false);
        if (first == EndOfText)
            return;
        _position++;
        bool carriage = first == '\r';
        if (carriage && await PeekAsync(cancellationToken).ConfigureAwait(false) == '\n')
            _position++;
        if (dialect.LineEnding is { } wanted && (wanted == "CRLF") != carriage)
            throw new CsvFormatException("ClientInputError", $"LineEnding is invalid on user data. Current LineEnding setting is {wanted}");
    }

    private ValueTask<int> PeekAsync(CancellationToken cancellationToken) =>
        _position < _length ? new ValueTask<int>(_buffer[_position]) : FillAsync(cancellationToken);

    private async ValueTask<int> FillAsync(CancellationToken cancellationToken)
    {
        _position = 0;
        _length = await reader.ReadAsync(_buffer, cancellationToken).ConfigureAwait(false);
        return _length == 0 ? EndOfText : _buffer[0];
    }

    private static CsvFormatException Malformed(string message) => new("InvalidBatch", message);
}
