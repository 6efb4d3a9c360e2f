using System.Collections;
using System.Globalization;
using System.Text.Json;

namespace SalesforceLinq.Querying.Materialization;

/// <summary>One column of a projection.</summary>
internal abstract class SlotColumn(int slot)
{
    public byte[] Name { get; set; } = [];

    protected int Slot { get; } = slot;

    /// <summary>Reads the current token into its place.</summary>
    /// <returns>False when it goes on beyond the bytes at hand.</returns>
    public abstract bool TryRead(ref Utf8JsonReader reader, object?[] values, RowSession session);
}

/// <summary>A field's value.</summary>
internal sealed class FieldColumn(int slot, FieldModel field) : SlotColumn(slot)
{
    public override bool TryRead(ref Utf8JsonReader reader, object?[] values, RowSession session)
    {
        Utf8JsonReader start = reader;
        if (!WireParsing.TryReadWire(ref reader, out object? wire))
            return false;
        try
        {
            values[Slot] = wire is null ? null : field.FromWire(wire);
            return true;
        }
        catch (Exception misfit) when (misfit is not (OutOfMemoryException or OperationCanceledException))
        {
            throw MaterializationException.Misfit(field, WireParsing.Describe(ref start, session.ShowsValues), session.ShowsValues, misfit);
        }
    }
}

/// <summary>The value of a function or an aggregate, in the type the query gives it.</summary>
internal sealed class ValueColumn(int slot, Type type) : SlotColumn(slot)
{
    private readonly Type _type = Nullable.GetUnderlyingType(type) ?? type;

    public override bool TryRead(ref Utf8JsonReader reader, object?[] values, RowSession session)
    {
        Utf8JsonReader start = reader;
        if (!WireParsing.TryReadWire(ref reader, out object? wire))
            return false;
        try
        {
            values[Slot] = Convert(wire);
            return true;
        }
        catch (Exception misfit) when (misfit is FormatException or InvalidCastException or OverflowException or ArgumentException)
        {
            string column = System.Text.Encoding.UTF8.GetString(Name);
            throw MaterializationException.Misfit(column, WireParsing.Describe(ref start, session.ShowsValues), type, session.ShowsValues, misfit);
        }
    }

    private object? Convert(object? wire)
    {
        if (wire is null || _type == typeof(object))
            return wire;
        return _type == typeof(string) ? System.Convert.ToString(wire, CultureInfo.InvariantCulture) : AggregateValue.Convert(wire, _type);
    }
}

/// <summary>A list of children, as a list of the type the query gives its elements.</summary>
internal sealed class ChildListColumn(int slot, RowReader children, Type elementType) : SlotColumn(slot)
{
    private readonly ChildListReader _list = new(children);
    private readonly Type _listType = typeof(List<>).MakeGenericType(elementType);

    /// <summary>An empty list, for rows in which the org left the children out.</summary>
    public IList CreateList() => (IList)Activator.CreateInstance(_listType)!;

    public override bool TryRead(ref Utf8JsonReader reader, object?[] values, RowSession session)
    {
        IList list = CreateList();
        values[Slot] = list;
        return _list.TryRead(ref reader, session, null, (_, child, _) => list.Add(child), out _);
    }
}

/// <summary>The number of children.</summary>
internal sealed class ChildCountColumn(int slot, RowReader children) : SlotColumn(slot)
{
    private readonly ChildListReader _list = new(children);

    public override bool TryRead(ref Utf8JsonReader reader, object?[] values, RowSession session)
    {
        // The number covers all pages of the list: the rest of them need not be read.
        int openLists = session.OpenLists.Count;
        if (!_list.TryRead(ref reader, session, null, static (_, _, _) => { }, out int totalSize))
            return false;
        session.OpenLists.RemoveRange(openLists, session.OpenLists.Count - openLists);
        values[Slot] = totalSize;
        return true;
    }
}
