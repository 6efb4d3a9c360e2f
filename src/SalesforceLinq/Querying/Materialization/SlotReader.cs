using System.Text;
using System.Text.Json;

namespace SalesforceLinq.Querying.Materialization;

/// <summary>Reads the columns of a projection into the places its shaper takes them from.</summary>
internal sealed class SlotReader(SlotNode root, int count) : RowReader
{
    public override bool TryRead(ref Utf8JsonReader reader, RowSession session, out object? row)
    {
        object?[] values = new object?[count];
        row = values;
        return root.TryRead(ref reader, values, session);
    }
}

/// <summary>One JSON object of a row: the record itself, or one of its parents.</summary>
internal sealed class SlotNode
{
    private readonly List<SlotColumn> _columns = [];
    private readonly List<(byte[] Name, SlotNode Node)> _parents = [];
    private readonly List<(RowReader Reader, int Slot)> _whole = [];

    public void Add(string name, SlotColumn column)
    {
        column.Name = Encoding.UTF8.GetBytes(name);
        _columns.Add(column);
    }

    /// <summary>Puts the object as a whole, as an entity, into a place.</summary>
    public void AddWhole(RowReader reader, int slot) => _whole.Add((reader, slot));

    public SlotNode Parent(string relationshipName)
    {
        byte[] name = Encoding.UTF8.GetBytes(relationshipName);
        foreach ((byte[] known, SlotNode node) in _parents)
        {
            if (known.AsSpan().SequenceEqual(name))
                return node;
        }

        SlotNode added = new();
        _parents.Add((name, added));
        return added;
    }

    public bool TryRead(ref Utf8JsonReader reader, object?[] values, RowSession session)
    {
        foreach ((RowReader whole, int slot) in _whole)
        {
            Utf8JsonReader again = reader;
            if (!whole.TryRead(ref again, session, out values[slot]))
                return false;
        }

        int expected = 0;
        while (true)
        {
            if (!reader.Read())
                return false;
            if (reader.TokenType == JsonTokenType.EndObject)
                return true;
            if (FindColumn(ref reader, expected) is var index and >= 0)
            {
                if (!reader.Read() || !_columns[index].TryRead(ref reader, values, session))
                    return false;
                expected = index + 1;
            }
            else if (FindParent(ref reader) is { } parent)
            {
                if (!reader.Read())
                    return false;
                if (reader.TokenType == JsonTokenType.StartObject && !parent.TryRead(ref reader, values, session))
                    return false;
            }
            else if (!reader.Read() || !reader.TrySkip())
            {
                return false;
            }
        }
    }

    private int FindColumn(ref Utf8JsonReader reader, int expected)
    {
        if (expected < _columns.Count && reader.ValueTextEquals(_columns[expected].Name))
            return expected;
        for (int i = 0; i < _columns.Count; i++)
        {
            if (reader.ValueTextEquals(_columns[i].Name))
                return i;
        }

        return -1;
    }

    private SlotNode? FindParent(ref Utf8JsonReader reader)
    {
        foreach ((byte[] name, SlotNode node) in _parents)
        {
            if (reader.ValueTextEquals(name))
                return node;
        }

        return null;
    }
}
