using System.Text.Json;

namespace SalesforceLinq.Querying.Materialization;

/// <summary>Reads a page of a query from pieces of it, record by record. A record that is cut is read again when the rest is there.</summary>
internal sealed class PageParser(RowReader rows, RowSession session)
{
    private JsonReaderState _state;
    private Place _place = Place.Start;

    private enum Place
    {
        Start,
        Members,
        Records,
        End,
    }

    /// <summary>Records the whole query matches; -1 until it was read.</summary>
    public long TotalSize { get; private set; } = -1;

    /// <summary>Where the next page is; null until it was read, and on the last page.</summary>
    public string? NextRecordsUrl { get; private set; }

    /// <summary>The record that was read last; null until one was.</summary>
    public string? LastRecordId { get; private set; }

    public bool IsComplete => _place == Place.End;

    /// <summary>Reads what is complete.</summary>
    /// <param name="bytes">The bytes not yet consumed.</param>
    /// <param name="isFinal">Whether no more of them will come.</param>
    /// <param name="batch">Takes the rows.</param>
    /// <returns>The number of bytes consumed.</returns>
    /// <exception cref="JsonException">The page is no JSON, or ended too early.</exception>
    /// <exception cref="MaterializationException">A value does not fit where it belongs.</exception>
    public int Parse(ReadOnlySpan<byte> bytes, bool isFinal, List<object?> batch)
    {
        Utf8JsonReader reader = new(bytes, isFinal, _state);
        long consumed = 0;
        long lastStart = -1;
        JsonReaderState lastState = default;
        try
        {
            while (_place != Place.End)
            {
                int openLists = session.OpenLists.Count;
                int rowsBefore = batch.Count;
                if (!TryStep(ref reader, batch))
                {
                    session.OpenLists.RemoveRange(openLists, session.OpenLists.Count - openLists);
                    break;
                }

                if (batch.Count > rowsBefore)
                    (lastStart, lastState) = (consumed, _state);

                consumed = reader.BytesConsumed;
                _state = reader.CurrentState;
            }
        }
        catch (MaterializationException misfit)
        {
            misfit.RecordId ??= RecordIdentity.Find(new Utf8JsonReader(bytes[(int)consumed..], isFinal, _state));
            throw;
        }

        // Looked up once for each piece: from here a query goes on whose cursor is lost.
        if (lastStart >= 0)
            LastRecordId = RecordIdentity.Find(new Utf8JsonReader(bytes[(int)lastStart..], isFinal, lastState)) ?? LastRecordId;
        if (isFinal && _place != Place.End)
            throw new JsonException("The page ended before it was complete.");
        return (int)consumed;
    }

    private bool TryStep(ref Utf8JsonReader reader, List<object?> batch)
    {
        if (!reader.Read())
            return false;
        switch (_place)
        {
            case Place.Records when reader.TokenType == JsonTokenType.StartObject:
                if (!rows.TryRead(ref reader, session, out object? row))
                    return false;
                batch.Add(row);
                return true;
            case Place.Records:
                _place = reader.TokenType == JsonTokenType.EndArray ? Place.Members : throw new JsonException("The records of a page are objects.");
                return true;
            case Place.Start:
                _place = reader.TokenType == JsonTokenType.StartObject ? Place.Members : throw new JsonException("A page is an object.");
                return true;
            default:
                return TryReadMember(ref reader);
        }
    }

    private bool TryReadMember(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.EndObject)
        {
            _place = Place.End;
            return true;
        }

        bool isTotalSize = reader.ValueTextEquals("totalSize"u8);
        bool isNext = reader.ValueTextEquals("nextRecordsUrl"u8);
        bool isRecords = reader.ValueTextEquals("records"u8);
        if (!reader.Read())
            return false;
        if (isRecords && reader.TokenType == JsonTokenType.StartArray)
            _place = Place.Records;
        else if (isTotalSize)
            TotalSize = reader.GetInt64();
        else if (isNext)
            NextRecordsUrl = reader.GetString();
        else
            return reader.TrySkip();
        return true;
    }
}
