using System.Text.Json;

namespace SalesforceLinq.Querying.Materialization;

/// <summary>The object a record belongs to, as its <c>attributes</c> say.</summary>
internal sealed class TypeNameColumn(int slot) : SlotColumn(slot)
{
    public override bool TryRead(ref Utf8JsonReader reader, object?[] values, RowSession session)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            bool isType = reader.ValueTextEquals("type"u8);
            if (!reader.Read())
                return false;
            if (isType)
                values[Slot] = reader.GetString();
            else if (!reader.TrySkip())
                return false;
        }

        return reader.TokenType == JsonTokenType.EndObject;
    }
}
