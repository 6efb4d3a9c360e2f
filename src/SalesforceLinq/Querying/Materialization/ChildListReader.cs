using System.Text.Json;

namespace SalesforceLinq.Querying.Materialization;

/// <summary>Reads the answer of a child query: a page inside a record, or null where there are no children.</summary>
/// <remarks>Source: recorded answers; a long list carries <c>done: false</c> and a <c>nextRecordsUrl</c> of its own.</remarks>
internal sealed class ChildListReader(RowReader children)
{
    /// <summary>Reads the list whose first token is current.</summary>
    /// <param name="reader">The answer.</param>
    /// <param name="session">Learns of a list that goes on.</param>
    /// <param name="owner">The entity whose children they are; null where they are a column of a projection.</param>
    /// <param name="add">Takes one child in.</param>
    /// <param name="totalSize">How many children there are on all pages together.</param>
    public bool TryRead(ref Utf8JsonReader reader, RowSession session, object? owner, AddChild add, out int totalSize)
    {
        totalSize = 0;
        if (reader.TokenType == JsonTokenType.Null)
            return true;

        string? next = null;
        bool isAnnounced = false;
        int count = 0;
        while (true)
        {
            if (!reader.Read())
                return false;
            if (reader.TokenType == JsonTokenType.EndObject)
                break;
            if (reader.ValueTextEquals("records"u8))
            {
                if (!TryReadRecords(ref reader, session, owner, add, ref count))
                    return false;
            }
            else if (reader.ValueTextEquals("nextRecordsUrl"u8))
            {
                if (!reader.Read())
                    return false;
                next = reader.GetString();
            }
            else if (reader.ValueTextEquals("totalSize"u8))
            {
                if (!reader.Read())
                    return false;
                totalSize = reader.GetInt32();
                isAnnounced = true;
            }
            else if (!reader.Read() || !reader.TrySkip())
            {
                return false;
            }
        }

        if (next is not null)
            session.OpenLists.Add(new OpenChildList(next, children, owner, add, isAnnounced ? totalSize - count : -1));
        else if (isAnnounced && totalSize != count)
            throw QueryInterruptedException.Disagreement(count, totalSize, "children of a record");
        return true;
    }

    private bool TryReadRecords(ref Utf8JsonReader reader, RowSession session, object? owner, AddChild add, ref int count)
    {
        if (!reader.Read())
            return false;
        while (true)
        {
            if (!reader.Read())
                return false;
            if (reader.TokenType == JsonTokenType.EndArray)
                return true;
            if (!children.TryRead(ref reader, session, out object? child))
                return false;
            add(owner, child, false);
            count++;
        }
    }
}
